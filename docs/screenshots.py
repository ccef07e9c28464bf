"""Take the screenshots in docs/images with examples/baku.txt: python docs/screenshots.py."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import imena
from imena.api.report import report

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1280, 860


@contextmanager
def opened(address: str, *, dark: bool = False) -> Iterator[Any]:
    """A page in Chromium, as the tests open it."""
    from tests.helpers import browser

    with browser.opened(address, width=WIDTH, height=HEIGHT, dark=dark) as watched:
        yield watched.page


def of_the_report(folder: Path) -> None:
    """The report: its top, a card, the network, and the top where the system is dark."""
    path = folder / "baku.html"
    report(imena.extract(ROOT / "examples" / "baku.txt"), path)
    address = path.as_uri()
    with opened(address) as page:
        page.locator("article mark", has_text="Джозеф Данфорд").first.hover()
        page.screenshot(path=IMAGES / "report.png")
    with opened(address) as page:
        page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        page.locator("#network").evaluate("section => section.scrollIntoView()")
        page.locator("#net .node", has_text="Джозеф Данфорд").hover()
        page.screenshot(path=IMAGES / "report-network.png")
    with opened(address) as page:
        page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        page.locator("#entities").evaluate("section => section.scrollIntoView()")
        page.locator("#table").get_by_role("button", name="Джозеф Данфорд").click()
        page.screenshot(path=IMAGES / "report-card.png")
    with opened(address, dark=True) as page:
        page.screenshot(path=IMAGES / "report-dark.png")


def of_the_web_page(folder: Path) -> None:
    """The page of `imena serve`: a text and its table; then what can be corrected."""
    from tests.helpers.web_running import running

    idle = "body:not(.busy)"
    with running(folder) as server, opened(f"{server.url}/?lang=en") as page:
        page.wait_for_selector("body[data-ready]")
        page.fill("#text", (ROOT / "examples" / "baku.txt").read_text("utf-8"))
        page.click("#find")
        page.wait_for_selector("#reader .block")
        page.screenshot(path=IMAGES / "web.png")
        page.get_by_role("button", name="Валерий Герасимов", exact=True).last.click()
        page.fill("#new-name", "Валерий Васильевич Герасимов")
        page.get_by_role("button", name="Rename", exact=True).click()
        page.wait_for_selector(idle)
        page.get_by_role("button", name="Генштабы США", exact=True).last.click()
        page.locator("#other").select_option(label="Генштабы России · organisation")
        page.get_by_role("button", name="Merge", exact=True).click()
        page.wait_for_selector(idle)
        page.get_by_role("button", name="Джозеф Данфорд", exact=True).last.click()
        page.click("#tab-changes")
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT + 60})
        page.locator("#editor h2").scroll_into_view_if_needed()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=IMAGES / "web-corrections.png")


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        of_the_report(Path(place))
    with tempfile.TemporaryDirectory() as place:
        of_the_web_page(Path(place))
