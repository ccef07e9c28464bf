"""A page in, its teasers filled in: titles of other pages, and the foot below them."""

from __future__ import annotations

from imena.layout.line_types import TITLE_MAX, is_counter
from imena.layout.page import BODY_MIN, POSTED_MIN, TEASER_WORDS, Page, is_masthead

# Tuned as those of page.py.
STRONG_MIN = 2  # titles with a counter, or printed twice, that make a list; 1 loses lines of NEREL
# Flat from a half to twice as much.
FOOT_TEASERS = 5  # teasers below which a page ends, if notices follow
FOOT_MAX = 8  # lines of prose below the teasers that may be notices
FOOT_SHARE = 0.3  # of the paragraphs, those below the teasers that may be notices
TEASER_SHAPES = ("prose", "title", "section", "number", "label")
FOOT_SHAPES = ("other", "title", "section", "number", "label")
FOOT_BEGINS = ("control", "field", "label", "navigation")


def labelled_teasers(page: Page) -> None:
    """«Читайте также» and the titles below it, up to the next paragraph."""
    if page.last < 0:
        return
    for i, shape in enumerate(page.shapes):
        if shape == "labelled":
            page.zones[i] = "teaser"
        elif shape == "label":
            titles = _titles_below(page, i)
            if titles or (page.words[i] > 1 and page.body >= BODY_MIN):
                page.zones[i] = "meta"
            for title in titles:
                page.zones[title] = "teaser"


def _titles_below(page: Page, label: int) -> list[int]:
    titles: list[int] = []
    for i in range(label + 1, len(page.lines)):
        if page.shapes[i] == "label" or page.shapes[i] == "contacts" or page.paragraph(i):
            break
        if page.shapes[i] == "item" or (
            page.shapes[i] == "prose" and not _strong_sentence(page, i)
        ):
            break
        if page.zones[i] is None and page.shapes[i] in ("title", "prose"):
            titles.append(i)
    else:
        return titles
    # The heading of a paragraph stands apart from the teasers above it.
    apart = [i for i in titles[1:] if page.lines[i].after_blank]
    if titles and apart == titles[-1:] and page.paragraph(titles[-1] + 1):
        titles.pop()
    return titles


def counted_teasers(page: Page) -> None:
    """Titles that are printed twice or stand beside dates and counters, between paragraphs."""
    start = 0
    for end in range(len(page.lines) + 1):
        if end == len(page.lines) or (page.paragraph(end) and not _strong_sentence(page, end)):
            _teasers_between(page, start, end)
            start = end + 1


def _strong_sentence(page: Page, i: int) -> bool:
    """A title that ends in a full stop; a sentence that only stands twice is a quotation."""
    return len(page.lines[i].text) <= TITLE_MAX and _counted(page, i)


def _teasers_between(page: Page, start: int, end: int) -> None:
    titles = [
        i
        for i in range(start, end)
        if page.zones[i] != "meta"
        and (page.shapes[i] == "title" or (page.shapes[i] == "prose" and _strong_sentence(page, i)))
        and page.words[i] >= TEASER_WORDS
    ]
    strong = [i for i in titles if _strong(page, i)]
    needed = STRONG_MIN if page.body >= BODY_MIN and start else 2 * STRONG_MIN
    if len(strong) < needed or 2 * len(strong) < len(titles):
        return
    for i in range(strong[0], strong[-1] + 1):
        if page.zones[i] is None and page.shapes[i] in TEASER_SHAPES:
            page.zones[i] = "teaser" if page.words[i] >= TEASER_WORDS else "meta"
    above = strong[0] - 1
    if above > start and page.open_title(above) and page.words[above] < TEASER_WORDS:
        page.zones[above] = "meta"  # what the list is called
    for i in range(strong[-1] + 1, end):
        if page.shapes[i] == "number":
            page.zones[i] = "meta"
        if page.shapes[i] not in ("number", "stamp"):
            break


def _strong(page: Page, i: int) -> bool:
    """The evidence that a title is a teaser."""
    if page.doubled[i] or _counted(page, i):
        return True
    if page.body < BODY_MIN or page.posts >= POSTED_MIN:
        return False
    return page.again(i) or bool(_stamps(page, i))


def _stamps(page: Page, i: int) -> list[str]:
    """The dates, times and counters above and below a line."""
    return [
        page.lines[j].text
        for j in (i - 1, i + 1)
        if 0 <= j < len(page.lines) and page.shapes[j] in ("stamp", "number")
    ]


def _counted(page: Page, i: int) -> bool:
    return any(map(is_counter, _stamps(page, i)))


def foot(page: Page) -> None:
    """What stands below a long list of teasers, or below notices, and is short beside the text."""
    teasers = [i for i, zone in enumerate(page.zones) if zone == "teaser"]
    notices = [i for i in range(page.last + 1, len(page.lines)) if page.shapes[i] == "notice"]
    if len(teasers) >= FOOT_TEASERS and teasers[-1] > page.first:
        start = teasers[-1] + 1
        below = [i for i in range(start, len(page.lines)) if page.zones[i] is None]
        length = sum(len(page.lines[i].text) for i in below)
        noticed = any(
            page.shapes[i] in ("notice", "control") for i in range(start, len(page.lines))
        )
        if noticed and len(below) <= FOOT_MAX and length <= FOOT_SHARE * page.body:
            for i in below:
                page.zones[i] = "meta"
    ends = [i for i in range(page.last + 1, len(page.lines)) if page.shapes[i] in FOOT_BEGINS]
    if ends and page.body >= BODY_MIN and not page.forum:
        for i in range(ends[0], len(page.lines)):
            entry = page.posts >= POSTED_MIN and page.shapes[i - 1] == "stamp"
            if page.zones[i] is None and page.shapes[i] in FOOT_SHAPES and not entry:
                teaser = page.words[i] >= TEASER_WORDS and not is_masthead(page, i, [i, i + 1])
                page.zones[i] = "teaser" if teaser else "meta"
    if notices and page.body >= BODY_MIN:
        for i in range(notices[0], len(page.lines)):
            page.zones[i] = page.zones[i] or "meta"
