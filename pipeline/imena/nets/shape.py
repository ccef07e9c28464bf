"""Tell the shape of a word, its script and letter case, as slovnet's networks were trained on it.

The inventory (``RU_Xx``, ``EN_XX``, ``PUNCT_,``, ``NUM``…) is slovnet's and is in each archive's
shape vocabulary; a shape that is not listed there maps to ``OTHER``.
"""

from __future__ import annotations

import re
from functools import lru_cache

MARKS = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
PLAIN = re.compile(r"[А-ЯЁ][а-яё]+|[а-яё]{2,}")
RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
LATIN = re.compile(r"[a-z]", re.IGNORECASE)
NUMBER = re.compile(r"[+-]?\d")


@lru_cache(100_000)
def word_shape(word: str) -> str:
    """Return the shape of one token: the kind of its first character, and its letter case."""
    if PLAIN.fullmatch(word):  # most words
        return "RU_xx" if word.islower() else "RU_Xx"
    if RUSSIAN.match(word):
        return "RU_" + letter_case(word)
    if LATIN.match(word):
        return "EN_" + letter_case(word)
    if NUMBER.match(word):
        return "NUM"
    if word[:1] in MARKS and word:
        return "PUNCT_" + (word if len(word) == 1 else "OTHER")
    return "OTHER"


def letter_case(word: str) -> str:
    """Return the letter case of a word: X, x, XX, xx, Xx, Xx-Xx or OTHER."""
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
