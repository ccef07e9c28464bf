"""Draw places in Latin letters, which the network takes for firms: «прилетел в Istanbul».

Russian news writes firms in Latin letters and places in Cyrillic ones, so the letters mislead it.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from spacy.attrs import IS_TITLE
from spacy.tokens import Doc, Span

from imena.components.span_lists import is_followed_by_word, put
from imena.components.span_rules import make_span
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


def draw_latin_places(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw the known places of a Doc that stand in Latin letters."""
    titles = np.flatnonzero(doc.to_array([IS_TITLE])).tolist()
    runs = [token for token in titles if LATIN.fullmatch(doc[token].text)]
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
