"""Text in, razdel's sentences out: only the marks that may end one are put before its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from razdel.segmenters.sentenize import BULLET_SIZE, SentSegmenter, SentSplit

RAZDEL = SentSegmenter()
LOWER_CASE_WORD = re.compile(r"\s+[а-яёa-z]+(?![^\W\d])")


def sentence_starts(text: str) -> Iterator[int]:
    """Offsets of the first character of every sentence."""
    begin = 0
    for match in RAZDEL.split.re.finditer(text):
        start, stop = match.span()
        if not text[stop : stop + 1].isspace():
            continue  # razdel's own second rule
        right = text[stop : stop + RAZDEL.split.window]
        if LOWER_CASE_WORD.match(right):
            continue  # its third
        left = text[max(0, start - RAZDEL.split.window) : start]
        # Its rules look at the sentence so far only to see whether it is a bullet.
        so_far = text[begin : min(start, begin + BULLET_SIZE + 1)]
        if not RAZDEL.join(SentSplit(left, match[1], right, so_far)):
            yield from _first_character(text, begin, stop)
            begin = stop
    yield from _first_character(text, begin, len(text))


def _first_character(text: str, begin: int, stop: int) -> Iterator[int]:
    """Where the sentence in ``text[begin:stop]`` begins; none if there is only whitespace."""
    chunk = text[begin:stop]
    inside = chunk.lstrip()
    if inside:
        yield begin + len(chunk) - len(inside)
