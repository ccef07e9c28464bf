"""Read gold files as documents with flat spans, the convention that all models learn.

factRuEval-2016 marks short spans that never overlap, and so does imena's flat convention. NEREL
nests full names, and marks common nouns too («полиция», «правительство»). `flat_spans` converts it
to factRuEval's convention, where an organisation excludes a final location: [Министерство обороны]
[России], but [театр имени Вахтангова].
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imena.forms.characters import QUOTE_PAIRS

Span = tuple[int, int, str]
Bounds = tuple[int, int]

PERSON, ORGANISATION = {"PERSON"}, {"ORGANIZATION"}
PLACE = {"COUNTRY", "CITY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION"}

CAPITAL = re.compile(r"[А-ЯЁA-Z]")
ADJECTIVE = re.compile(r"\w+[сц]к(?:ий|ая|ое|ие|ого|ому|им|ом|ой|ую|их|ими)")
COMMON_WORDS = re.compile(r"(?:[а-яёa-z-]+\s+)+(?=[«\"“„]?[А-ЯЁA-Z])")
LINK = re.compile(r"(?:\s+(?:по|в|во|на|из))?\s*$")
NAMED = re.compile(r"[А-ЯЁA-Z«\"„“]|\b(?:имени|им\.)\s*$")
LONE_ADJECTIVE = re.compile(r"[А-ЯЁ][а-яё]+(?:ая|ую|ой|ий|ый|ое|ого|ому|ым|ом|яя|юю|ей)")


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its gold."""

    id: str
    text: str
    spans: tuple[Span, ...]


def read_flat(path: Path) -> list[Document]:
    """Read a file whose ``spans`` are flat already."""
    return [
        Document(str(row["id"]), row["text"], tuple((s, e, label) for s, e, label in row["spans"]))
        for row in _rows(path)
    ]


def read_texts(path: Path) -> list[str]:
    """Return the texts of a file, whatever is marked in them."""
    return [str(row["text"]) for row in _rows(path)]


def read_nerel(path: Path) -> list[Document]:
    """Read NEREL and flatten its ``nested`` spans."""
    return [
        Document(str(row["id"]), row["text"], tuple(flat_spans(row["text"], row["nested"])))
        for row in _rows(path)
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def flat_spans(text: str, nested: Iterable[tuple[int, int, str]]) -> list[Span]:
    """Convert NEREL's nested spans to factRuEval's convention, in text order."""
    spans = [(start, end, label) for start, end, label in nested]

    def bounds(labels: set[str]) -> list[Bounds]:
        return sorted({(s, e) for s, e, label in spans if label in labels})

    places, persons = bounds(PLACE), bounds(PERSON)
    found: list[Span] = []
    for start, end in _outermost(bounds(ORGANISATION)):
        if (start, end) in persons:
            continue
        start, end = _trim(text, start, end, places, persons)
        if CAPITAL.search(text[start:end]) and not _is_place(text, start, end, places):
            found.append((start, end, "ORG"))
    for start, end in _outermost(persons):
        if _free(start, end, found):
            found.append((start, end, "PER"))
    for start, end in _outermost([place for place in places if _free(*place, found)]):
        words = COMMON_WORDS.match(text[start:end])
        start += words.end() if words else 0
        if CAPITAL.match(text[start]) and not ADJECTIVE.fullmatch(text[start:end]):
            found.append((start, end, "LOC"))
    return sorted(found)


def _outermost(ordered: list[Bounds]) -> list[Bounds]:
    kept: list[Bounds] = []
    for start, end in sorted(ordered, key=lambda b: (b[0], -b[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _free(start: int, end: int, taken: list[Span]) -> bool:
    return all(end <= s or e <= start for s, e, _ in taken)


def _is_place(text: str, start: int, end: int, places: list[Bounds]) -> bool:
    """Return whether a location is all that is left of an organisation: «[российские] власти»."""
    return any(s == start and e >= end for s, e in places) or any(
        s == start and e < end and not ADJECTIVE.fullmatch(text[s:e]) for s, e in places
    )


def _trim(text: str, start: int, end: int, places: list[Bounds], persons: list[Bounds]) -> Bounds:
    """Trim an organisation: final location or person, common words before it, unbalanced quotes."""
    tails = [s for s, e in places if e == end and s > start and text[s - 1].isspace()]
    tails += [s for s, e in persons if e == end and s > start and not NAMED.search(text[start:s])]
    for tail in sorted(tails):
        head = LINK.sub("", text[start:tail])
        if head and _balanced(head) and not LONE_ADJECTIVE.fullmatch(head):
            end = start + len(head)
            break
    words = COMMON_WORDS.match(text[start:end])
    if words and (start + words.end(), end) not in persons:
        start += words.end()
    if end - start > 2 and QUOTE_PAIRS.get(text[start]) == text[end - 1]:
        start, end = start + 1, end - 1
    return start, end


def _balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("«") == text.count("»")
