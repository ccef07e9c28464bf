"""Text in, blocks out: where a line break ends a sentence, and where it only wraps a long line.

A paragraph, a heading, a teaser, a list item: in text as it is scraped and copied, each stands on
a line of its own, so a line break ends a sentence. The exception is text that was wrapped at a
fixed width (e-mail, old archives): there a break that falls only because the next word did not fit
is a space. A blank line always ends a sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SENTENCE_END = re.compile(r"[.!?…][»\"”’)\]]*\s*$")

# Measured by benchmarks/wrapping.py on 216 articles wrapped at 60 to 100: 0.5% of the breaks stay
# walls, with LOWER_SHARE at a half 2 to 3%. Lists of headings have a lower share near zero.
WRAP_WIDTHS = range(50, 121)  # characters of the widest line in a wrapped paragraph
FULL_SHARE = 0.6  # of a wrapped paragraph's breaks, those where the next word did not fit
LOWER_SHARE = 1 / 3  # of a document's such breaks in mid-sentence, those that go on in lower case


def block_starts(text: str) -> list[int]:
    """Offsets at which a block begins: the first, 0, and one after each line break that is a wall.

    Every mention and every sentence lies within one block.
    """
    lines = _lines(text)
    paragraphs = _paragraphs(text, lines)
    wraps = _wraps(text, paragraphs)
    return [0] + [start for start, _ in lines[1:] if start not in wraps]


def _lines(text: str) -> list[tuple[int, int]]:
    """The lines as (start, end), without their breaks."""
    lines, start = [], 0
    for match in LINE_BREAK.finditer(text):
        lines.append((start, match.start()))
        start = match.end()
    lines.append((start, len(text)))
    return lines


def _paragraphs(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Runs of lines that are not blank."""
    paragraphs: list[list[tuple[int, int]]] = [[]]
    for start, end in lines:
        if not text[start:end].strip():
            paragraphs.append([])
        else:
            paragraphs[-1].append((start, end))
    return [paragraph for paragraph in paragraphs if len(paragraph) > 1]


def _wraps(text: str, paragraphs: list[list[tuple[int, int]]]) -> set[int]:
    """Starts of the lines that only continue the line before."""
    full: list[int] = []
    lower = upper = 0
    for paragraph in paragraphs:
        width = max(len(text[start:end].rstrip()) for start, end in paragraph)
        if width not in WRAP_WIDTHS:
            continue
        breaks = list(pairwise(paragraph))
        unfit = [
            (left, right)
            for left, right in breaks
            if _length_with_next_word(text, left, right) > width
        ]
        if len(unfit) < FULL_SHARE * len(breaks):
            continue
        for (left_start, left_end), (right_start, right_end) in unfit:
            full.append(right_start)
            if not SENTENCE_END.search(text[left_start:left_end]):
                begins_lower = text[right_start:right_end].lstrip()[0].islower()
                lower, upper = lower + begins_lower, upper + (not begins_lower)
    if lower < LOWER_SHARE * (lower + upper) or not lower:
        return set()
    return set(full)


def _length_with_next_word(text: str, left: tuple[int, int], right: tuple[int, int]) -> int:
    line = text[left[0] : left[1]].rstrip()
    return len(line) + 1 + len(text[right[0] : right[1]].split(None, 1)[0])
