"""Use the web page in a browser as a reader would."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path

from imena.web import app
from tests.helpers.browser import opened

STRINGS = json.loads(Path(app.__file__).with_name("static").joinpath("strings.json").read_text())
DROP = """(files) => {
    const transfer = new DataTransfer();
    for (const [name, content] of files) {
        const bytes = Array.isArray(content) ? new Uint8Array(content) : content;
        transfer.items.add(new File([bytes], name));
    }
    for (const kind of ["dragover", "drop"]) {
        dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, cancelable: true}));
    }
}"""
FOCUSED = """() => {
    const { id, tagName, textContent } = document.activeElement;
    return id || `${tagName} ${textContent}`;
}"""


class Page:
    """The actions of a reader on the page, and what the reader sees."""

    def __init__(self, watched):
        self.watched = watched
        self.page = watched.page
        self.page.wait_for_selector("body[data-ready]")

    def idle(self):
        self.page.wait_for_selector("body:not(.busy)")

    def read(self, text):
        self.page.fill("#text", text)
        self.page.click("#find")
        self.page.locator("#reader").wait_for()
        self.idle()

    def drop(self, *files):
        """Drop files, given as pairs of a name and its content, text or bytes."""
        contents = [
            [name, [*inside] if isinstance(inside, bytes) else inside] for name, inside in files
        ]
        self.page.evaluate(DROP, contents)
        self.idle()

    def rejection(self, *files):
        """Return the message about files that were rejected."""
        self.drop(*files)
        self.watched.errors.clear()  # Chromium logs every answer with status 400 as an error
        return self.alert()

    def choose(self, name):
        """Choose an entity by its row in the table."""
        self.page.click("#tab-entities")
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def click(self, name, inside="#editor"):
        self.page.locator(inside).get_by_role("button", name=name, exact=True).click()
        self.idle()

    def merge(self, name, other):
        self.choose(name)
        self.page.locator("#other").select_option(label=other)
        self.click("Merge")

    def rename(self, name, to):
        self.choose(name)
        self.page.fill("#new-name", to)
        self.click("Rename")

    def entities(self):
        """Return the name, label and number of mentions of each entity."""
        rows = self.page.locator("#entities tbody tr").all()
        cells = [row.locator("td").all_text_contents() for row in rows]
        return {name: (label, int(number)) for name, label, number in cells}

    def changes(self):
        return self.page.locator("#list li > span:first-child").all_text_contents()

    def alert(self):
        return self.page.locator("#alert-text").text_content()

    def status(self):
        return self.page.locator("#status").text_content()

    def notes(self):
        return self.page.locator("#notes").text_content()

    def focused(self):
        """Return the id of the focused element, or else its tag and text."""
        return self.page.evaluate(FOCUSED)

    def download(self, selector, folder):
        with self.page.expect_download() as found:
            self.page.click(selector)
        self.idle()
        path = folder / found.value.suggested_filename
        found.value.save_as(path)
        return path


@contextmanager
def page_of(server, **options):
    lang = options.pop("lang", "en")
    with opened(f"{server.url}/?lang={lang}", **options) as watched:
        yield Page(watched)
        watched.assert_clean()


WIDTH = "document.documentElement.scrollWidth"
# Every element with text of its own whose contrast with its background is below 4.5.
CONTRAST = """() => {
    const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => rgb(colour).slice(0, 3).map((c) => c / 255)
        .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (rgb(colour)[3] !== 0) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    return [...document.querySelectorAll("body *")]
        .filter((element) => element.checkVisibility() && [...element.childNodes].some(
            (node) => node.nodeType === 3 && node.textContent.trim()))
        .filter((element) => {
            const [a, b] = [light(getComputedStyle(element).color), light(ground(element))];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
        })
        .map((element) => [element.tagName, element.className, element.textContent.slice(0, 30)])
        .map((parts) => parts.join(" "));
}"""
