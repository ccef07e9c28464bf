"""Text in, razdel's sentences out: only the marks that may end one are put before its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from razdel.segmenters.sentenize import BULLET_SIZE, SentSegmenter, SentSplit
from razdel.segmenters.sokr import HEAD_PAIR_SOKRS, HEAD_SOKRS, INITIALS, PAIR_SOKRS, SOKRS

RAZDEL = SentSegmenter()
LOWER_CASE_WORD = re.compile(r"\s+[а-яёa-z]+(?![^\W\d])")
LEFT_WORD = re.compile(r"[а-яё]{2,}$")
CAPITAL = re.compile(r"\s+[А-ЯЁ]")
ABBREVIATIONS = {*HEAD_SOKRS, *SOKRS, *INITIALS, *chain(*HEAD_PAIR_SOKRS, *PAIR_SOKRS)}


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
        if _plainly_ends(left, match[1], right) or not RAZDEL.join(
            SentSplit(left, match[1], right, so_far)
        ):
            yield from _first_character(text, begin, stop)
            begin = stop
    yield from _first_character(text, begin, len(text))


def _plainly_ends(left: str, mark: str, right: str) -> bool:
    """Whether it is as in «…прилетел в столицу. Там…», where none of razdel's rules joins.

    They join at abbreviations, bullets, brackets, quotes, and before dashes and lower case.
    """
    if mark not in (".", "!", "?", "…") or not CAPITAL.match(right):
        return False
    word = LEFT_WORD.search(left)
    return word is not None and word[0] not in ABBREVIATIONS


def _first_character(text: str, begin: int, stop: int) -> Iterator[int]:
    """Where the sentence in ``text[begin:stop]`` begins; none if there is only whitespace."""
    chunk = text[begin:stop]
    inside = chunk.lstrip()
    if inside:
        yield begin + len(chunk) - len(inside)
