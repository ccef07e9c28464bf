"""Test the appearance of the page: contrast, widths, print, without scripts, accessibility."""

import pytest
from tests.helpers.browser import opened
from tests.helpers.report_page import clean

# For every visible text: its colour, its background and its size.
CONTRASTS = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => {
    const part = (value) => {
      const v = value / 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim()) continue;
    if (element.closest("script, style, title, noscript")) continue;
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const ink = rgba(element.closest("svg") ? style.fill : style.color);
    const clear = (one) => rgba(getComputedStyle(one).backgroundColor)[3] < 255;
    let behind = element;
    while (behind && clear(behind)) behind = behind.parentElement;
    const paper = rgba(getComputedStyle(behind ?? document.body).backgroundColor);
    const [dark, light] = [luminance(ink), luminance(paper)].sort((a, b) => a - b);
    found.push([(light + 0.05) / (dark + 0.05), walker.currentNode.data.trim().slice(0, 30)]);
  }
  return found;
}
"""


def test_tooltip_stays_on_the_screen(baku_page):
    with clean(baku_page, width=390, height=700) as page:
        marks = page.locator("article mark")
        for number in (0, 5, 40, marks.count() - 1):
            marks.nth(number).focus()
            box = page.locator("#tooltip").bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 700


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["baku_page", "news_page"])
def test_contrast(name, dark, request):
    with clean(request.getfixturevalue(name), dark=dark) as page:
        page.locator("#table tbody button").first.click()
        page.locator("article mark").first.focus()
        found = page.evaluate(CONTRASTS)
        assert len(found) > 300
        poor = [(ratio, words) for ratio, words in found if ratio < 4.5]
        assert poor == []
        behind = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (behind == "rgb(18, 22, 28)") is dark


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_wider_than_the_screen(baku_page, width):
    with clean(baku_page, width=width, height=844) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("#table tbody button").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator("#card").bounding_box()
        assert box["x"] >= 0


def test_without_scripts(baku_page, page):
    """The text and the table are shown; controls that need a script are not."""
    with opened(baku_page, scripts=False) as watched:
        plain = watched.page
        assert plain.locator("article .text").text_content() == page
        assert plain.locator("article .text").is_visible()
        assert plain.locator("#table tbody tr").count() == 33
        assert plain.locator("#net").is_visible()
        assert not plain.locator("#search").is_visible()
        assert "Without JavaScript" in plain.locator("header").inner_text()


def test_print(baku_page):
    with clean(baku_page) as page:
        page.emulate_media(media="print")
        assert not page.locator("nav").is_visible()
        text = page.locator("article .text")
        assert text.evaluate("text => text.scrollHeight <= text.clientHeight + 1")


def test_everything_has_an_accessible_name(news_page):
    with clean(news_page) as page:
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("button, input, select, [role=button]")]
              .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label")
                || one.labels?.length)).map((one) => one.outerHTML)"""
        )
        assert nameless == []
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        assert len(ids) == len(set(ids))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
