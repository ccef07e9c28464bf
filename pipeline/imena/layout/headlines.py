"""A page in, its headlines filled in, and what stands above and right below them."""

from __future__ import annotations

from imena.layout.page import Page, is_masthead, is_name

SUBHEADING_MAX = 100  # longer ones are paragraphs without a full stop; flat from 70 to 140
ABOVE_SHAPES = ("navigation", "section", "row")


def headline(page: Page) -> None:
    """The first title above the first paragraph, and its copies there."""
    above = [i for i in range(page.first) if page.open_title(i)]
    if page.first == len(page.lines):
        return
    named = [i for i in above if page.shapes[i] != "section"]
    rich = [i for i in named if page.words[i] >= 3 and not is_masthead(page, i, named)]
    below = _last_navigation(page)
    rich = [i for i in rich if i > below] or rich
    rich = [i for i in rich if _dated(page, i)] or rich
    found = (rich or [i for i in named if page.lines[i].text[-1] not in "!,"])[:1]
    for i in found:
        page.zones[i] = "headline"
    for i in above:
        if found and (page.copies[i] == found[0] or page.keys[i] == page.keys[found[0]]):
            page.zones[i] = "headline"


def _dated(page: Page, i: int) -> bool:
    """A date and then a paragraph stand below it: «Библиотека переехала», 9 декабря."""
    following = page.shapes[i + 1 : i + 3]
    return following[:1] == ["stamp"] and i + 2 < len(page.lines) and page.paragraph(i + 2)


def _last_navigation(page: Page) -> int:
    """The last line of navigation above the first paragraph, or -1."""
    shapes = page.shapes[: page.first]
    return max((i for i, shape in enumerate(shapes) if shape in ABOVE_SHAPES), default=-1)


def above_headline(page: Page) -> None:
    """Sections, names of the site and the like above the headline."""
    try:
        head = page.zones.index("headline", 0, page.first)
    except ValueError:
        return
    navigation = min(_last_navigation(page), head)
    known = any(page.zones[i] == "meta" or page.shapes[i] == "section" for i in range(head))
    for i in range(head):
        short = page.words[i] <= 3 and page.lines[i].text[-1] not in ".!?…"
        named = known and (short or page.shapes[i] == "number" or i < navigation)
        if page.zones[i] is None and (named or is_masthead(page, i, [i, head])):
            page.zones[i] = "meta"


def byline(page: Page) -> None:
    """Short lines between the headline and a date: who wrote it."""
    try:
        head = page.zones.index("headline", 0, page.first)
    except ValueError:
        return
    stamps = [i for i in range(head + 1, page.first) if page.shapes[i] == "stamp"]
    for i in range(stamps[0] - 1 if stamps else -1, head, -1):
        if page.zones[i] is None and page.words[i] <= 3:
            page.zones[i] = "meta"
        elif page.zones[i] is None:
            break
    if any(shape == "stamp" for shape in page.shapes[: page.first]):
        for i in range(head + 1, page.first):
            if page.open_title(i, 2) and is_name(page.lines[i].text):
                page.zones[i] = "meta"


def subheadings(page: Page) -> None:
    """A title between a paragraph above and text below."""
    above = page.first  # the last line above that is body so far
    for i in range(page.first + 1, len(page.lines) - 1):
        before, above = above, i if page.zones[i] is None else above
        if not page.open_title(i) or len(page.lines[i].text) > SUBHEADING_MAX:
            continue
        listed = page.shapes[i + 1] in ("item", "row") and page.words[i] <= 6
        dated = _dated(page, i) and page.shapes[i - 1] != "stamp"
        heads = page.paragraph(i + 1) or listed or dated
        if heads and (page.shapes[before] in ("prose", "item", "row") or dated):
            page.zones[i] = "headline"
