"""Draw organisations that are told apart by a number: «школа № 57», «МБОУ СОШ № 5».

Without its number such a name is a common noun, so the network does not take it for a name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import numpy as np
from spacy.attrs import ORTH
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from imena.components.span_lists import is_followed_by_word, put
from imena.components.span_rules import make_span
from imena.data_tables import read_patterns
from imena.forms.characters import QUOTE_PAIRS

SIGNS = ("№", "N", "#")
_HASHES = np.array([get_string_id(sign) for sign in SIGNS], np.uint64)
NUMBER = re.compile(r"\d{1,5}(?:[-/]\d{1,3})?[А-Яа-я]?")
ACRONYM = re.compile(r"[А-ЯЁ]{2,8}")
MAX_QUOTED = 5  # words of a name in quotes behind the number; chosen by hand


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return a pattern of the words of each part of such a name."""
    return read_patterns("imena.components", "numbered_organisations", "part")


@lru_cache(20_000)
def part_of(word: str) -> str:
    """Return "head", "adjective" or "", for a word in such a name."""
    matches = (part for part, pattern in _patterns().items() if pattern.fullmatch(word.lower()))
    return next(matches, "")


def draw_numbered(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw the numbered organisations of a Doc in the place of the names inside them."""
    found = []
    for token in np.flatnonzero(np.isin(doc.to_array([ORTH]), _HASHES)).tolist():
        start, end = _start(doc, token), _end(doc, token)
        if start is not None and end is not None:
            found.append(make_span(doc, start, end, "ORG", "rule"))
    return put(spans, found) if found else spans


def _start(doc: Doc, sign: int) -> int | None:
    """Return the first word of the name before the sign of a number, if there is one."""
    head = sign - 1
    if head < 0 or not is_followed_by_word(doc, head) or part_of(doc[head].text) != "head":
        return None
    start = head
    while start and is_followed_by_word(doc, start - 1):
        word = doc[start - 1].text
        is_acronym = start == head and ACRONYM.fullmatch(word) and part_of(word) == "head"
        if not is_acronym and part_of(word) != "adjective":
            break
        start -= 1
    return start


def _end(doc: Doc, sign: int) -> int | None:
    """Return the token behind the number and a name in quotes behind it, if there is a number."""
    end = sign + 2
    if sign + 1 == len(doc) or not NUMBER.fullmatch(doc[sign + 1].text):
        return None
    closing = QUOTE_PAIRS.get(doc[end].text) if end < len(doc) else None
    if closing is not None and is_followed_by_word(doc, end - 1):
        quoted = (i for i in range(end + 2, min(len(doc), end + 2 + MAX_QUOTED)))
        return next((i + 1 for i in quoted if doc[i].text == closing), end)
    return end
