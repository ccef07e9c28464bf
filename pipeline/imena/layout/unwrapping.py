"""Decide whether a line of text continues in the next one.

A text has physical lines. Some of them are one line that was wrapped at the width of a column, in
an e-mail, an old archive or on a printed page. Three callers join such lines, each with thresholds
of its own, since each was measured on its own kind of text:

- `imena.layout.paragraphs` finds the paragraphs within which sentences are split;
- `imena.layout.page_lines` finds the lines of a page, before their zones are found;
- `imena.layout.reflow` joins the lines of printed pages.

This module has what they share: the physical lines, and the features of a line break.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
HYPHENS = "-\u2010\u00ad"  # hyphen-minus, hyphen, soft hyphen
HYPHENATED = re.compile(rf"(\w+)[{HYPHENS}]$")
LIST_ITEM = re.compile(r"(?:[•▪●◦·*]|[—–-]\s|\d{1,3}[.)]\s|[а-яa-z]\)\s)")
CLOSERS = '»"”)]'  # may follow the mark that ends a sentence


class Line(NamedTuple):
    """A physical line, or several that were joined."""

    start: int  # offsets into the text, half-open, without the last line break
    end: int
    text: str  # without whitespace around it; empty in a blank line
    width: int  # characters from the left margin to the last one that is no whitespace
    after_blank: bool  # the first line of a text, or one below a blank line


class LineBreak(NamedTuple):
    """Two neighbouring lines with text, and the evidence for and against joining them."""

    line: Line
    following: Line

    @property
    def starts_lower(self) -> bool:
        """Whether the next line starts with a lower case letter."""
        return self.following.text[0].islower()

    @property
    def starts_item(self) -> bool:
        """Whether the next line is an item of a list."""
        return LIST_ITEM.match(self.following.text) is not None

    @property
    def hyphenated(self) -> bool:
        """Whether a hyphen at the end of the line cuts a word."""
        return HYPHENATED.search(self.line.text) is not None

    def ends_with(self, marks: str, closers: str = CLOSERS) -> bool:
        """Whether the line ends with one of these marks, quotes and brackets behind it aside."""
        last = self.line.text.rstrip(closers)[-1:]
        return last != "" and last in marks

    def overflows(self, width: float) -> bool:
        """Whether the next word would have made the line wider than this."""
        return self.line.width + 1 + len(self.following.text.split(None, 1)[0]) > width


def split_lines(text: str, *, indented: bool = True) -> list[Line]:
    """Split a text into physical lines, blank ones included.

    Args:
        text: any string.
        indented: whether leading whitespace counts in the width of a line.
    """
    lines: list[Line] = []
    start, after_blank = 0, True
    ends = [match.span() for match in LINE_BREAK.finditer(text)] + [(len(text), len(text))]
    for end, next_start in ends:
        content = text[start:end]
        stripped = content.strip()
        width = len(content.rstrip()) if indented else len(stripped)
        lines.append(Line(start, end, stripped, width, after_blank))
        start, after_blank = next_start, not stripped
    return lines


def line_breaks(lines: list[Line]) -> list[LineBreak]:
    """Pair every line with the next one, without pairs in which a line is blank."""
    return [LineBreak(a, b) for a, b in pairwise(lines) if a.text and b.text]
