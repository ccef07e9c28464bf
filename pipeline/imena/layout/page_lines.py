"""A text in, the lines of its page out: a line that was wrapped at a fixed width is one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
OPEN_END = re.compile(r"[^.!?…:;»\"”)\]]\Z")
CLOSED_END = re.compile(r"[.!?…:;,»\"”)\]]\Z")
CLOCK = re.compile(r"\d{1,2}:\d{2}")

# Tuned on articles wrapped at 60 to 100 (benchmarks/layout.py --wrapped) and on baku.txt; flat from
# 30 to 50 and from 15 to 35.
WRAP_MIN = 40  # characters of a line that may go on in the next
WRAP_MAX = 120  # the widest column of wrapped text
TAIL_MIN = 25  # characters of a next line that ends without punctuation
OVER_MAX = 10  # characters by which a line may be wider than those that go on in lower case
WRAPS_MIN = 3  # breaks before a lower case letter that show a text to be wrapped


@dataclass(frozen=True, slots=True)
class PageLine:
    """Lines ``text[start:end]`` that a reader sees as one, without the last line break."""

    start: int
    end: int
    text: str  # without spaces around it; a space for each inner break
    after_blank: bool


def page_lines(text: str) -> list[PageLine]:
    """Every line that is not blank, in order."""
    raw = _lines(text)
    width = _wrap_width(raw)
    groups: list[list[PageLine]] = []  # from the last to the first, and so are the lines of each
    narrow = 0  # the widest line of the wrapped paragraph below, 0 where it is one line
    for line in reversed(raw):
        below = groups[-1][-1] if groups else None
        if below and (_goes_on(line, below, width) or _begins(line, below, narrow)):
            narrow = max(narrow, len(line.text), len(below.text))
            groups[-1].append(line)
        else:
            narrow = 0
            groups.append([line])
    return [_join(group[::-1]) for group in reversed(groups)]


def _join(group: list[PageLine]) -> PageLine:
    first = group[0]
    if len(group) == 1:
        return first
    text = " ".join(line.text for line in group)
    return PageLine(first.start, group[-1].end, text, first.after_blank)


def _lines(text: str) -> list[PageLine]:
    found: list[PageLine] = []
    start, blank = 0, True
    ends = [match.span() for match in LINE_BREAK.finditer(text)] + [(len(text), len(text))]
    for end, following in ends:
        content = text[start:end].strip()
        if content:
            found.append(PageLine(start, end, content, blank))
        blank = not content
        start = following
    return found


def _goes_on_low(line: PageLine, following: PageLine) -> bool:
    """A line in mid-sentence, and lower case below it."""
    return (
        not following.after_blank
        and WRAP_MIN <= len(line.text) <= WRAP_MAX
        and following.text[0].islower()
        and (len(following.text) >= TAIL_MIN or CLOSED_END.search(following.text[-1:]) is not None)
        and OPEN_END.search(line.text[-1:]) is not None
        and not CLOCK.search(following.text[:60])
    )


def _wrap_width(raw: list[PageLine]) -> int:
    """The width at which the text is wrapped, or 0."""
    widths = [len(line.text) for line, following in pairwise(raw) if _goes_on_low(line, following)]
    return max(widths) if len(widths) >= WRAPS_MIN else 0


def _goes_on(line: PageLine, following: PageLine, width: int) -> bool:
    """The next line begins in lower case, or did not fit into the width of the text."""
    if _goes_on_low(line, following):
        return True
    if not width or not WRAP_MIN <= len(line.text) <= width + OVER_MAX:
        return False
    return _unfit(line, following, width) and following.text[0].isalnum()


def _begins(line: PageLine, following: PageLine, narrow: int) -> bool:
    """The first line of a paragraph that is wrapped below it, and would not have fitted there."""
    return WRAP_MIN <= len(line.text) <= narrow + OVER_MAX and _unfit(line, following, narrow)


def _unfit(line: PageLine, following: PageLine, width: int) -> bool:
    """The line is in mid-sentence, and the next word would have made it too long."""
    length = len(line.text) + 1 + len(following.text.split(None, 1)[0])
    return (
        length > width and not following.after_blank and OPEN_END.search(line.text[-1:]) is not None
    )
