"""Tell the zones of a page apart: text, headlines, teasers, captions and the page around them.

A zone is given by rules that see the neighbours of a line. A line that no rule claims is body.
Every rule needs evidence that running text does not show, because a user may drop what is not
body.
"""

from __future__ import annotations

from collections.abc import Callable

from imena.layout.headlines import above_headline, byline, headline, subheadings
from imena.layout.line_types import is_date
from imena.layout.page import TEASER_WORDS, Page, is_name
from imena.layout.teasers import counted_teasers, foot, labelled_teasers

# Tuned as those of page.py.
AUTHORS_MIN = 2  # names above a date that show a forum
MAIL_HEADERS = 2  # of «От», «Кому», «Тема» in a row, that show an e-mail
ZONE_OF_TYPE = {
    "separator": "meta",
    "stamp": "meta",
    "caption": "caption",
    "control": "meta",
    "field": "meta",
    "notice": "meta",
    "navigation": "meta",
}


def by_type(page: Page) -> None:
    """Claim lines that are about the page wherever they are."""
    for i, line_type in enumerate(page.types):
        page.zones[i] = ZONE_OF_TYPE.get(line_type)


def mail_headers(page: Page) -> None:
    """Claim the headers of an e-mail."""
    i = 0
    while i < len(page.types):
        end = i
        while end < len(page.types) and page.types[end] in ("mail", "stamp"):
            end += 1
        if page.types[i:end].count("mail") >= MAIL_HEADERS:
            page.zones[i:end] = ["meta"] * (end - i)
        i = max(end, i + 1)


def authors_of_posts(page: Page) -> None:
    """Claim names of authors: a name, a date below it and then a post, several times."""
    n = len(page.lines)
    authors = [
        i
        for i in range(n - 1)
        if page.types[i] in ("title", "other")
        and is_name(page.lines[i].text)
        and page.types[i + 1] == "stamp"
        and is_date(page.lines[i + 1].text)
        and (i + 2 == n or page.zones[i + 2] is None)
        and not page.printed_twice[i]
    ]
    page.is_forum = len(authors) >= AUTHORS_MIN
    if page.is_forum:
        for i in authors:
            page.zones[i] = "meta"


def picture_descriptions(page: Page) -> None:
    """Claim the line below «© agency / photographer», which describes the picture."""
    for i in range(1, len(page.lines) - 1):
        credited = page.zones[i - 1] == "caption" and page.keys[i - 1].startswith("©")
        if credited and page.is_unclaimed_title(i, TEASER_WORDS) and page.types[i + 1] == "prose":
            page.zones[i] = "caption"


def contacts(page: Page) -> None:
    """Claim «Контакты для СМИ» and the short lines below it."""
    for i, line_type in enumerate(page.types):
        if line_type != "contacts":
            continue
        page.zones[i] = "meta"
        for j in range(i + 1, len(page.lines)):
            if page.types[j] in ("contacts", "prose"):
                break
            page.zones[j] = page.zones[j] or "meta"


def sections_near_meta(page: Page) -> None:
    """Claim names of sections, counters and labels without titles beside a line of navigation."""
    for order in (range(len(page.lines)), range(len(page.lines) - 1, -1, -1)):
        for i in order:
            if page.zones[i] is None and page.types[i] in ("section", "number", "label"):
                neighbours = (j for j in (i - 1, i + 1) if 0 <= j < len(page.lines))
                known = {page.zones[j] for j in neighbours}
                above = i < page.first_paragraph and page.types[i] == "number"
                if known & {"meta", "teaser"} or (above and "headline" in known):
                    page.zones[i] = "meta"


RULES: tuple[Callable[[Page], None], ...] = (
    by_type,
    mail_headers,
    authors_of_posts,
    labelled_teasers,
    counted_teasers,
    picture_descriptions,
    headline,
    above_headline,
    byline,
    contacts,
    sections_near_meta,
    foot,
    subheadings,
)


def page_zones(page: Page) -> list[str]:
    """Return the zone of each line.

    The rules are applied in their order; what none of them claims is body.
    """
    if not page.lines:
        return []
    for rule in RULES:
        rule(page)
    return [zone or "body" for zone in page.zones]
