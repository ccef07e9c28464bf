"""The lines of a page with their shapes in, the zone of each out: rules that see the neighbours.

A rule fills in zones; what none of them claims is body. Each needs evidence that running text does
not show, because a user may drop what is not body.
"""

from __future__ import annotations

from collections.abc import Callable

from imena.layout.headlines import above_headline, byline, headline, subheadings
from imena.layout.line_types import is_date
from imena.layout.page import TEASER_WORDS, Page, is_name
from imena.layout.teasers import counted_teasers, foot, labelled_teasers

# Tuned as those of page.py.
AUTHORS_MIN = 2  # names above a date that show a forum
MAIL_HEADS = 2  # of «От», «Кому», «Тема» in a row, that show an e-mail
BY_SHAPE = {
    "separator": "meta",
    "stamp": "meta",
    "caption": "caption",
    "control": "meta",
    "field": "meta",
    "notice": "meta",
    "navigation": "meta",
}


def by_shape(page: Page) -> None:
    """Lines that speak about the page wherever they stand."""
    for i, shape in enumerate(page.shapes):
        page.zones[i] = BY_SHAPE.get(shape)


def mail_heads(page: Page) -> None:
    """The heads of an e-mail."""
    i = 0
    while i < len(page.shapes):
        end = i
        while end < len(page.shapes) and page.shapes[end] in ("mail", "stamp"):
            end += 1
        if page.shapes[i:end].count("mail") >= MAIL_HEADS:
            page.zones[i:end] = ["meta"] * (end - i)
        i = max(end, i + 1)


def authors_of_posts(page: Page) -> None:
    """A name above a date and below it a post, several times."""
    n = len(page.lines)
    found = [
        i
        for i in range(n - 1)
        if page.shapes[i] in ("title", "other")
        and is_name(page.lines[i].text)
        and page.shapes[i + 1] == "stamp"
        and is_date(page.lines[i + 1].text)
        and (i + 2 == n or page.zones[i + 2] is None)
        and not page.doubled[i]
    ]
    page.forum = len(found) >= AUTHORS_MIN
    if page.forum:
        for i in found:
            page.zones[i] = "meta"


def described(page: Page) -> None:
    """The line below «© agency / photographer» says what is in the picture."""
    for i in range(1, len(page.lines) - 1):
        credited = page.zones[i - 1] == "caption" and page.keys[i - 1].startswith("©")
        if credited and page.open_title(i, TEASER_WORDS) and page.shapes[i + 1] == "prose":
            page.zones[i] = "caption"


def contacts(page: Page) -> None:
    """«Контакты для СМИ» and the short lines below it."""
    for i, shape in enumerate(page.shapes):
        if shape != "contacts":
            continue
        page.zones[i] = "meta"
        for j in range(i + 1, len(page.lines)):
            if page.shapes[j] in ("contacts", "prose"):
                break
            page.zones[j] = page.zones[j] or "meta"


def sections_beside_meta(page: Page) -> None:
    """Names of sections, counters and labels without titles, where a neighbour is navigation."""
    for order in (range(len(page.lines)), range(len(page.lines) - 1, -1, -1)):
        for i in order:
            if page.zones[i] is None and page.shapes[i] in ("section", "number", "label"):
                beside = (j for j in (i - 1, i + 1) if 0 <= j < len(page.lines))
                known = {page.zones[j] for j in beside}
                above = i < page.first and page.shapes[i] == "number"
                if known & {"meta", "teaser"} or (above and "headline" in known):
                    page.zones[i] = "meta"


RULES: tuple[Callable[[Page], None], ...] = (
    by_shape,
    mail_heads,
    authors_of_posts,
    labelled_teasers,
    counted_teasers,
    described,
    headline,
    above_headline,
    byline,
    contacts,
    sections_beside_meta,
    foot,
    subheadings,
)


def zones(page: Page) -> list[str]:
    """Apply the rules in their order; what is left is body."""
    if not page.lines:
        return []
    for rule in RULES:
        rule(page)
    return [zone or "body" for zone in page.zones]
