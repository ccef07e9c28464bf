"""Join the lines of printed pages into paragraphs, so that no line break cuts a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from imena.layout.hyphens import keeps_hyphen
from imena.layout.unwrapping import HYPHENATED, Line, LineBreak, split_lines

FIRST_WORD = re.compile(r"[\w-]+")
WORD = re.compile(r"\w+(?:-\w+)*")
PAGE_NUMBER = re.compile(r"(?i)[\s\-–—]*(?:(?:стр|с)\.?\s*)?\d{1,4}[\s\-–—.]*")
END_MARKS = ".!?…:;"
# A line is the last of its paragraph if the next word would have fitted into this share of the
# usual width; the second where the line ends as a sentence does. Tuned on 60 documents of NEREL
# printed in a proportional font: of 1,034 paragraphs 0.14 are joined to the one before, and no
# sentence is cut; 0.24 are joined at 0.8 and 0.9; from 1.05 on full lines are taken for last ones.
FULL_SHARE, FULL_SHARE_ENDED = 0.9, 1.0
FULL_LINE_QUANTILE = 0.8  # of the lines of a page, as wide as a full one; chosen by hand
MIN_WIDTH = 30  # characters of a column; shorter lines are a list or a table; chosen by hand
MIN_LINES = 10  # that show the width of a page, which may have columns; chosen by hand


def reflow(pages: Iterable[str]) -> str:
    """Join the lines of these pages.

    A line goes on in the next unless it is clearly the last of its paragraph: it is followed by a
    blank line or an item of a list, or leaves room for the next word.

    Args:
        pages: the text of each printed page.

    Returns:
        The text with a paragraph a line, without page numbers.
    """
    printed = [_without_number(split_lines(page)) for page in pages]
    lines = [line for page in printed for line in page]
    overall = _usual_width(lines)
    widths = [
        _usual_width(page) if len(page) >= MIN_LINES else overall for page in printed for _ in page
    ]
    words = set(WORD.findall(" ".join(line.text for line in lines).lower()))
    return "\n".join(_paragraphs(lines, widths, words)).strip()


def _without_number(lines: list[Line]) -> list[Line]:
    """Remove blank lines around a page, and its number, which would stand inside a sentence."""
    first, end = 0, len(lines)
    while end and not lines[end - 1].text:
        end -= 1
    while first < end and not lines[first].text:
        first += 1
    if first < end and PAGE_NUMBER.fullmatch(lines[end - 1].text):
        end -= 1
    if first < end and PAGE_NUMBER.fullmatch(lines[first].text):
        first += 1
    return lines[first:end]


def _usual_width(lines: list[Line]) -> int:
    """Return the width of a full line; a few are wider than all others."""
    widths = sorted(line.width for line in lines if line.text)
    return max(MIN_WIDTH, widths[int(FULL_LINE_QUANTILE * (len(widths) - 1))] if widths else 0)


def _paragraphs(lines: list[Line], widths: list[int], words: set[str]) -> Iterator[str]:
    if not lines:
        return
    paragraph = lines[0].text
    for (line, following), width in zip(pairwise(lines), widths, strict=False):
        if line.text and following.text and _continues(LineBreak(line, following), width):
            paragraph = _join(paragraph, following.text, words)
        else:
            yield paragraph
            paragraph = following.text
    yield paragraph


def _continues(line_break: LineBreak, width: int) -> bool:
    """Decide whether a line continues in the next, on a page with full lines of this width."""
    if line_break.hyphenated or line_break.starts_lower:
        return True
    if line_break.starts_item:
        return False
    share = FULL_SHARE_ENDED if line_break.ends_with(END_MARKS) else FULL_SHARE
    return line_break.overflows(share * width)


def _join(paragraph: str, line: str, words: set[str]) -> str:
    """Append a line to its paragraph; join the halves of a word that a hyphen cuts."""
    first, last = HYPHENATED.search(paragraph), FIRST_WORD.match(line)
    if first is None or last is None:
        return f"{paragraph} {line}"
    if keeps_hyphen(first[1], last[0], words, soft=paragraph.endswith("\u00ad")):
        return paragraph + line
    return paragraph[:-1] + line
