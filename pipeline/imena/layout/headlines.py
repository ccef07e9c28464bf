"""Find the headlines of a page, and the navigation above and the byline below them."""

from __future__ import annotations

from imena.layout.page import Page, is_masthead, is_name

SUBHEADING_MAX = 100  # longer ones are paragraphs without a full stop; flat from 70 to 140
ABOVE_TYPES = ("navigation", "section", "row")


def headline(page: Page) -> None:
    """Claim the first title above the first paragraph, and its copies there."""
    above = [i for i in range(page.first_paragraph) if page.is_unclaimed_title(i)]
    if page.first_paragraph == len(page.lines):
        return
    named = [i for i in above if page.types[i] != "section"]
    rich = [i for i in named if page.words[i] >= 3 and not is_masthead(page, i, named)]
    below = _last_navigation(page)
    rich = [i for i in rich if i > below] or rich
    rich = [i for i in rich if _dated(page, i)] or rich
    headlines = (rich or [i for i in named if page.lines[i].text[-1] not in "!,"])[:1]
    for i in headlines:
        page.zones[i] = "headline"
    for i in above:
        if headlines and _same(page, i, headlines[0]):
            page.zones[i] = "headline"


def _same(page: Page, i: int, first: int) -> bool:
    return page.copies[i] == first or page.keys[i] == page.keys[first]


def _dated(page: Page, i: int) -> bool:
    """Whether a date and then a paragraph are below a line: «Библиотека переехала», 9 декабря."""
    following = page.types[i + 1 : i + 3]
    return following[:1] == ["stamp"] and i + 2 < len(page.lines) and page.is_paragraph(i + 2)


def _last_navigation(page: Page) -> int:
    """Return the index of the last line of navigation above the first paragraph, or -1."""
    types = page.types[: page.first_paragraph]
    return max((i for i, line_type in enumerate(types) if line_type in ABOVE_TYPES), default=-1)


def above_headline(page: Page) -> None:
    """Claim sections, the name of the site and other navigation above the headline."""
    try:
        head = page.zones.index("headline", 0, page.first_paragraph)
    except ValueError:
        return
    navigation = min(_last_navigation(page), head)
    known = any(page.zones[i] == "meta" or page.types[i] == "section" for i in range(head))
    for i in range(head):
        short = page.words[i] <= 3 and page.lines[i].text[-1] not in ".!?…"
        named = known and (short or page.types[i] == "number" or i < navigation)
        if page.zones[i] is None and (named or is_masthead(page, i, [i, head])):
            page.zones[i] = "meta"


def byline(page: Page) -> None:
    """Claim short lines between the headline and a date, which name the author."""
    try:
        head = page.zones.index("headline", 0, page.first_paragraph)
    except ValueError:
        return
    stamps = [i for i in range(head + 1, page.first_paragraph) if page.types[i] == "stamp"]
    for i in range(stamps[0] - 1 if stamps else -1, head, -1):
        if page.zones[i] is None and page.words[i] <= 3:
            page.zones[i] = "meta"
        elif page.zones[i] is None:
            break
    if any(line_type == "stamp" for line_type in page.types[: page.first_paragraph]):
        for i in range(head + 1, page.first_paragraph):
            if page.is_unclaimed_title(i, 2) and is_name(page.lines[i].text):
                page.zones[i] = "meta"


def subheadings(page: Page) -> None:
    """Claim titles between a paragraph above and text below."""
    above = page.first_paragraph  # index of the last line above that is body so far
    for i in range(page.first_paragraph + 1, len(page.lines) - 1):
        before, above = above, i if page.zones[i] is None else above
        if not page.is_unclaimed_title(i) or len(page.lines[i].text) > SUBHEADING_MAX:
            continue
        listed = page.types[i + 1] in ("item", "row") and page.words[i] <= 6
        dated = _dated(page, i) and page.types[i - 1] != "stamp"
        heads = page.is_paragraph(i + 1) or listed or dated
        if heads and (page.types[before] in ("prose", "item", "row") or dated):
            page.zones[i] = "headline"
