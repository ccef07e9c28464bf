"""Find the lines of a page: a line that was wrapped at a fixed width is one line."""

from __future__ import annotations

import re

from imena.layout.unwrapping import CLOSERS, Line, LineBreak, line_breaks, split_lines

MARKS = ".!?…:;"
CLOCK = re.compile(r"\d{1,2}:\d{2}")
CLOCK_WITHIN = 60  # characters of the next line that may hold a clock time; chosen by hand

# Tuned on articles wrapped at 60 to 100 (benchmarks.layout --wrapped) and on baku.txt; flat from
# 30 to 50 and from 15 to 35.
WRAP_MIN = 40  # characters of a line that may go on in the next
TAIL_MIN = 25  # characters of a next line that ends without punctuation
# Chosen with the same texts in view; no flat range was measured.
WRAP_MAX = 120  # the widest column of wrapped text
OVER_MAX = 10  # characters by which a line may be wider than those that go on in lower case
WRAPS_MIN = 3  # breaks before a lower case letter that show a text to be wrapped


def page_lines(text: str) -> list[Line]:
    """Return the lines of a page in order, without blank ones.

    A wrapped line has the text of its physical lines, with a space for each inner line break.
    """
    lines = split_lines(text, indented=False)
    width = _wrap_width(lines)
    groups: list[list[Line]] = []  # from the last to the first, and so are the lines of each
    paragraph_width = 0  # the widest line of the wrapped paragraph below, 0 if it is one line
    for line in reversed(lines):
        if not line.text:
            continue
        below = groups[-1][-1] if groups else None
        if below and _continues(LineBreak(line, below), width, paragraph_width):
            paragraph_width = max(paragraph_width, line.width, below.width)
            groups[-1].append(line)
        else:
            paragraph_width = 0
            groups.append([line])
    return [_join(group[::-1]) for group in reversed(groups)]


def _join(group: list[Line]) -> Line:
    first = group[0]
    if len(group) == 1:
        return first
    text = " ".join(line.text for line in group)
    return Line(first.start, group[-1].end, text, len(text), first.after_blank)


def _wrap_width(lines: list[Line]) -> int:
    """Return the width at which the text is wrapped, or 0."""
    widths = [
        line_break.line.width for line_break in line_breaks(lines) if _continues_lower(line_break)
    ]
    return max(widths) if len(widths) >= WRAPS_MIN else 0


def _continues(line_break: LineBreak, width: int, paragraph_width: int) -> bool:
    """Decide whether a line continues in the next.

    Args:
        line_break: both lines.
        width: the width at which the text is wrapped, or 0.
        paragraph_width: the width of the wrapped paragraph that the next line starts, or 0.
    """
    line, following = line_break
    if following.after_blank or _ends_closed(line):
        return False
    if _continues_lower(line_break):
        return True
    fills_text = width and following.text[0].isalnum() and _fills(line_break, width)
    return bool(fills_text) or _fills(line_break, paragraph_width)


def _continues_lower(line_break: LineBreak) -> bool:
    """Decide whether a line stops in mid-sentence and the next one goes on in lower case."""
    line, following = line_break
    return (
        not following.after_blank
        and not _ends_closed(line)
        and WRAP_MIN <= line.width <= WRAP_MAX
        and line_break.starts_lower
        and (following.width >= TAIL_MIN or _ends_closed(following, ","))
        and not CLOCK.search(following.text[:CLOCK_WITHIN])
    )


def _ends_closed(line: Line, more_marks: str = "") -> bool:
    """Whether a line ends with a punctuation mark that closes a sentence, a clause or a quote."""
    return line.text[-1] in MARKS + CLOSERS + more_marks


def _fills(line_break: LineBreak, width: int) -> bool:
    """Whether a line is about as wide as this, and the next word did not fit."""
    return WRAP_MIN <= line_break.line.width <= width + OVER_MAX and line_break.overflows(width)
