"""Draw places in Latin letters, which the network takes for firms: «прилетел в Istanbul».

Russian news writes firms in Latin letters and places in Cyrillic ones, so the letters mislead it.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span

from imena.components.span_lists import is_followed_by_word, put
from imena.components.span_rules import make_span
from imena.components.word_classes import WordClasses
from imena.data_tables import read_table

LATIN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’.-]*")
TO_PLACES = frozenset({"в", "во", "из", "до", "через", "под", "близ", "город", "городе", "города"})
LARGE = 500_000  # inhabitants of a place that needs no such word before it; chosen by hand
QUOTES = frozenset("«\"“„'")


@cache
def _places() -> dict[str, int]:
    """Return the population of each place."""
    rows = read_table("imena.components", "latin_places")
    return {row["name"]: int(row["population"]) for row in rows}


def is_latin_name(word: str) -> bool:
    """Whether a word is in Latin letters and has a capital only at its start."""
    return word.istitle() and LATIN.fullmatch(word) is not None


_LATIN_NAMES = WordClasses(is_latin_name)


def draw_latin_places(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw the known places of a Doc that stand in Latin letters."""
    runs = [token for token, _ in _LATIN_NAMES(doc)]
    if not runs:
        return spans
    marked = {token: span for span in spans for token in range(span.start, span.end)}
    found, done = [], 0
    for token in runs:
        if token < done or (token and LATIN.fullmatch(doc[token - 1].text)):
            continue
        done = _end(doc, token)
        inside = {marked[i] for i in range(token, done) if i in marked}
        is_free = all(span.start >= token and span.end <= done for span in inside)
        if is_free and all(span.label_ == "ORG" for span in inside) and _is_place(doc, token, done):
            found.append(make_span(doc, token, done, "LOC", "rule"))
    return put(spans, found)


def _end(doc: Doc, start: int) -> int:
    """Return the token behind the Latin words that begin at a token."""
    end = start + 1
    while is_followed_by_word(doc, end - 1) and LATIN.fullmatch(doc[end].text):
        end += 1
    return end


def _is_place(doc: Doc, start: int, end: int) -> bool:
    """Whether Latin words are the name of a place, and nothing before them says otherwise."""
    population = _places().get(doc[start:end].text, 0)
    before = doc[start - 1] if start else None
    if before is not None and before.lower_ in TO_PLACES:
        return population > 0
    is_thing = before is not None and (before.pos_ == "NOUN" or before.text in QUOTES)
    return population >= LARGE and not is_thing
