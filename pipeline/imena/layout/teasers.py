"""Find the teasers of a page, which are titles of other pages, and the foot below them."""

from __future__ import annotations

from imena.layout.line_types import TITLE_MAX, is_counter
from imena.layout.page import BODY_MIN, DATED_PARAGRAPHS_MIN, TEASER_WORDS, Page, is_masthead

# Tuned as those of page.py.
STRONG_MIN = 2  # titles with a counter, or printed twice, that make a list; 1 loses lines of NEREL
# Flat from half to twice as much.
FOOT_TEASERS = 5  # teasers below which a page ends, if notices follow
FOOT_MAX = 8  # lines of prose below the teasers that may be notices
# Length of the lines below the teasers that may be notices, as a share of the paragraphs.
FOOT_SHARE = 0.3
TEASER_TYPES = ("prose", "title", "section", "number", "label")
FOOT_TYPES = ("other", "title", "section", "number", "label")
FOOT_STARTS = ("control", "field", "label", "navigation")


def labelled_teasers(page: Page) -> None:
    """Claim «Читайте также» and the titles below it, up to the next paragraph."""
    if page.last_paragraph < 0:
        return
    for i, line_type in enumerate(page.types):
        if line_type == "labelled":
            page.zones[i] = "teaser"
        elif line_type == "label":
            titles = _titles_below(page, i)
            if titles or (page.words[i] > 1 and page.body_length >= BODY_MIN):
                page.zones[i] = "meta"
            for title in titles:
                page.zones[title] = "teaser"


def _titles_below(page: Page, label: int) -> list[int]:
    titles: list[int] = []
    for i in range(label + 1, len(page.lines)):
        if page.types[i] == "label" or page.types[i] == "contacts" or page.is_paragraph(i):
            break
        if page.types[i] == "item" or (page.types[i] == "prose" and not _strong_sentence(page, i)):
            break
        if page.zones[i] is None and page.types[i] in ("title", "prose"):
            titles.append(i)
    else:
        return titles
    # The heading of a paragraph stands apart from the teasers above it.
    apart = [i for i in titles[1:] if page.lines[i].after_blank]
    if titles and apart == titles[-1:] and page.is_paragraph(titles[-1] + 1):
        titles.pop()
    return titles


def counted_teasers(page: Page) -> None:
    """Claim titles between paragraphs that are printed twice or beside dates and counters."""
    start = 0
    for end in range(len(page.lines) + 1):
        if end == len(page.lines) or (page.is_paragraph(end) and not _strong_sentence(page, end)):
            _teasers_between(page, start, end)
            start = end + 1


def _strong_sentence(page: Page, i: int) -> bool:
    """Whether a sentence is a title with a full stop; one printed twice may be a quotation."""
    return len(page.lines[i].text) <= TITLE_MAX and _counted(page, i)


def _teasers_between(page: Page, start: int, end: int) -> None:
    titles = [
        i
        for i in range(start, end)
        if page.zones[i] != "meta"
        and (page.types[i] == "title" or (page.types[i] == "prose" and _strong_sentence(page, i)))
        and page.words[i] >= TEASER_WORDS
    ]
    strong = [i for i in titles if _strong(page, i)]
    needed = STRONG_MIN if page.body_length >= BODY_MIN and start else 2 * STRONG_MIN
    if len(strong) < needed or 2 * len(strong) < len(titles):
        return
    for i in range(strong[0], strong[-1] + 1):
        if page.zones[i] is None and page.types[i] in TEASER_TYPES:
            page.zones[i] = "teaser" if page.words[i] >= TEASER_WORDS else "meta"
    above = strong[0] - 1
    if above > start and page.is_unclaimed_title(above) and page.words[above] < TEASER_WORDS:
        page.zones[above] = "meta"  # the title of the list
    for i in range(strong[-1] + 1, end):
        if page.types[i] == "number":
            page.zones[i] = "meta"
        if page.types[i] not in ("number", "stamp"):
            break


def _strong(page: Page, i: int) -> bool:
    """Whether there is evidence that a title is a teaser."""
    if page.printed_twice[i] or _counted(page, i):
        return True
    if page.body_length < BODY_MIN or page.dated_paragraphs >= DATED_PARAGRAPHS_MIN:
        return False
    return page.has_copy(i) or bool(_stamps(page, i))


def _stamps(page: Page, i: int) -> list[str]:
    """Return the texts of the dates, times and counters above and below a line."""
    return [
        page.lines[j].text
        for j in (i - 1, i + 1)
        if 0 <= j < len(page.lines) and page.types[j] in ("stamp", "number")
    ]


def _counted(page: Page, i: int) -> bool:
    return any(map(is_counter, _stamps(page, i)))


def foot(page: Page) -> None:
    """Claim short lines below a long list of teasers, or below notices."""
    teasers = [i for i, zone in enumerate(page.zones) if zone == "teaser"]
    notices = [
        i for i in range(page.last_paragraph + 1, len(page.lines)) if page.types[i] == "notice"
    ]
    if len(teasers) >= FOOT_TEASERS and teasers[-1] > page.first_paragraph:
        start = teasers[-1] + 1
        below = [i for i in range(start, len(page.lines)) if page.zones[i] is None]
        length = sum(len(page.lines[i].text) for i in below)
        noticed = any(page.types[i] in ("notice", "control") for i in range(start, len(page.lines)))
        if noticed and len(below) <= FOOT_MAX and length <= FOOT_SHARE * page.body_length:
            for i in below:
                page.zones[i] = "meta"
    ends = [
        i for i in range(page.last_paragraph + 1, len(page.lines)) if page.types[i] in FOOT_STARTS
    ]
    if ends and page.body_length >= BODY_MIN and not page.is_forum:
        for i in range(ends[0], len(page.lines)):
            entry = page.dated_paragraphs >= DATED_PARAGRAPHS_MIN and page.types[i - 1] == "stamp"
            if page.zones[i] is None and page.types[i] in FOOT_TYPES and not entry:
                teaser = page.words[i] >= TEASER_WORDS and not is_masthead(page, i, [i, i + 1])
                page.zones[i] = "teaser" if teaser else "meta"
    if notices and page.body_length >= BODY_MIN:
        for i in range(notices[0], len(page.lines)):
            page.zones[i] = page.zones[i] or "meta"
