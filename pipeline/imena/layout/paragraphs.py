"""Find the paragraphs of a text, which no sentence and no mention crosses.

A paragraph, a heading, a teaser, a list item: in text as it is scraped and copied, each stands on
a line of its own, so a line break ends a sentence. The exception is text that was wrapped at a
fixed width (e-mail, old archives): there a break that falls only because the next word did not fit
is a space. A blank line always ends a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby

from imena.layout.hyphens import cut_words, is_surely_cut
from imena.layout.unwrapping import CLOSERS, Line, LineBreak, line_breaks, split_lines

# Measured by benchmarks.wrapping on 94 articles wrapped at 40 to 100: 4% of the breaks at 40 stay
# sentence ends, none from 60 on; with LOWER_SHARE at a half 2 to 3%. Lists of headings have a lower
# share near zero, and no line of 841 plays, posts, poems and articles is joined.
WRAP_WIDTHS = range(36, 121)  # characters of the widest line in a wrapped paragraph
FULL_SHARE = 0.6  # of a wrapped paragraph's breaks, those where the next word did not fit
LOWER_SHARE = 1 / 3  # of a document's such breaks in mid-sentence, those that go on in lower case
SENTENCE_MARKS = ".!?…"


def paragraph_starts(text: str) -> list[int]:
    """Return the offsets at which a paragraph starts.

    Args:
        text: any string.

    Returns:
        0, and one offset after each line break that ends a paragraph, in order.
    """
    lines = split_lines(text)
    wrapped = {line_break.following.start for line_break in _wraps(lines)}
    cuts = [cut for cut in cut_words(text) if is_surely_cut(text, cut)]
    wrapped |= _lines_with([end for _, end in cuts], lines)
    return [0] + [line.start for line in lines[1:] if line.start not in wrapped]


def _wraps(lines: list[Line]) -> list[LineBreak]:
    """Return the breaks at which a line continues in the next; none if the text is not wrapped."""
    wraps = [
        line_break
        for filled, group in groupby(lines, key=lambda line: bool(line.text))
        if filled
        for line_break in _full_lines(list(group))
    ]
    is_lower = [
        line_break.starts_lower
        for line_break in wraps
        if not line_break.ends_with(SENTENCE_MARKS, CLOSERS + "’")
    ]
    lower = sum(is_lower)
    return wraps if lower and lower >= LOWER_SHARE * len(is_lower) else []


def _full_lines(lines: list[Line]) -> list[LineBreak]:
    """Return the breaks behind full lines of a paragraph; none if most of its lines are not full.

    Args:
        lines: lines between two blank lines.
    """
    width = max(line.width for line in lines)
    if len(lines) == 1 or width not in WRAP_WIDTHS:
        return []
    breaks = line_breaks(lines)
    full = [line_break for line_break in breaks if line_break.overflows(width)]
    return full if len(full) >= FULL_SHARE * len(breaks) else []


def _lines_with(offsets: list[int], lines: list[Line]) -> set[int]:
    """Return the starts of the lines that these offsets are in."""
    starts = [line.start for line in lines]
    return {starts[bisect_right(starts, offset) - 1] for offset in offsets}
