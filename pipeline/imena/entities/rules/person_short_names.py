"""Move short names of persons to full names: surnames, initials, first names, patronymics.

A short name goes to the only full name of its document that it matches, else to the only one of the
corpus. With two candidates it stays an entity of its own: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from imena.entities.names.normal_forms import form_keys, nominatives
from imena.entities.names.types import Name
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import EntityGraph
from imena.entities.rules.person_names import (
    Key,
    index_keys,
    lookup_keys,
    split_person,
)
from imena.forms.name_key import name_key
from imena.forms.name_parts import PARTICLES, PATRONYMIC
from imena.forms.spelling import respell

NEEDS_ENTITIES = False  # full names are joined in the corpus, and no document moves them
# Letters of a surname that is looked up in the whole corpus. On SlavicNER's asia_bibi and covid-19
# B-cubed is the same from 2 to 5; at 6 recall of covid-19 falls by .003.
SHORTEST_SURNAME = 4
SEPARATORS = re.compile(r"[\s.-]+")
PATRONYMIC_IN_ANY_CASE = re.compile(PATRONYMIC.pattern, re.IGNORECASE)

Index = Mapping[Key, int | None]  # the entity with a key; None if several have it


@dataclass(frozen=True, slots=True)
class PersonReadings:
    """What a name may turn out to be, once the corpus has corrected its normal form."""

    words: frozenset[str]  # of all possible normal forms
    index_keys: tuple[Key, ...]  # of the normal forms that are full names
    lookup_keys: tuple[tuple[Key, ...], ...]  # of each normal form that is not
    is_open: bool  # any name of the corpus may correct it, so that its keys are not known
    has_one: bool  # there is one normal form
    may_be_short: bool


def needed_names(document: Document) -> NeededNames:
    """Return for each name that may be short the full names of its document that it may match."""
    readings = {i: _readings(document.names[i]) for i in document.by_label["PER"]}
    short = [i for i, reading in readings.items() if reading.may_be_short]
    if not short or len(readings) == 1:
        return {}
    by_key: dict[Key, list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)  # names that may be full
    for i, reading in readings.items():
        for key in reading.index_keys:
            by_key[key].append(i)
        if reading.is_open or reading.index_keys:
            for word in reading.words:
                by_word[word].append(i)
    needed = {}
    for i in short:
        reading = readings[i]
        names = {other for word in reading.words for other in by_word.get(word, ())}
        if not reading.is_open:
            names = {other for other in names if readings[other].is_open}
            for keys in reading.lookup_keys:
                for key in keys:
                    matches = by_key.get(key, ())
                    names.update(matches)
                    if any(readings[other].has_one for other in matches):
                        break  # later keys are not looked at
        names.discard(i)
        if names:
            needed[i] = names
    return needed


@lru_cache(20_000)
def _readings(name: Name) -> PersonReadings:
    words = name.surface.split()
    normals = {name.normal}
    keys = {name.key}
    if name.document_form is not None:
        normals.add(name.document_form)
    elif len(words) == 1:
        normals |= {respell(form, name.surface) for form in nominatives(name.surface, "PER")[0]}
    elif words:
        keys |= set(form_keys(nominatives(name.surface, "PER")))
    is_open = len(words) > 1
    keys |= {name_key(normal) for normal in normals}
    persons = [(split_person(normal), name_key(normal)) for normal in sorted(normals)]
    lookups = tuple(
        tuple(lookup.key for lookup in lookup_keys(person, key))
        for person, key in persons
        if not person.is_full
    )
    indexed = {key for person, _ in persons if person.is_full for key in index_keys(person)}
    return PersonReadings(
        words=frozenset(word for key in keys for word in SEPARATORS.split(key) if word),
        index_keys=() if is_open else tuple(sorted(indexed)),
        lookup_keys=lookups,
        is_open=is_open,
        has_one=not is_open and len(normals) == 1,
        may_be_short=bool(lookups) or (is_open and any(map(_may_be_short, keys))),
    )


def _may_be_short(key: str) -> bool:
    """Return whether some spelling of a key may be split into parts that are no full name."""
    words = key.split()
    return (
        len(words) < 2
        or "." in key
        or words[0] in PARTICLES
        or any(len(word) == 1 or PATRONYMIC_IN_ANY_CASE.fullmatch(word) for word in words)
    )


def apply(graph: EntityGraph) -> None:
    """Move each short name to the full name of its document or of the corpus."""
    rows = graph.with_label("PER")
    in_corpus = _index_corpus(graph, graph.counted(rows))
    for context in graph.by_context(rows):
        row = context[0]  # the others are its supporting names
        if not graph.persons[row].is_full:
            full = (other for other in context if graph.persons[other].is_full)
            in_document = _index(graph, full, lambda other: index_keys(graph.persons[other]))
            _move(graph, row, in_document, in_corpus)


def _index_corpus(graph: EntityGraph, counted: list[int]) -> Index:
    """Index the full names of the corpus by the keys that short names look up."""
    persons = graph.persons
    short = (row for row in counted if not persons[row].is_full)
    wanted = {
        lookup.key for row in short for lookup in lookup_keys(persons[row], graph.names[row].key)
    }
    full = (row for row in counted if persons[row].is_full)
    return _index(graph, full, lambda row: wanted.intersection(index_keys(persons[row])))


def _index(
    graph: EntityGraph, rows: Iterable[int], keys_of: Callable[[int], Iterable[Key]]
) -> Index:
    index: dict[Key, int | None] = {}
    for row in rows:
        entity = graph.entity_of(row)
        for key in keys_of(row):
            if index.setdefault(key, entity) != entity:
                index[key] = None
    return index


def _move(graph: EntityGraph, row: int, in_document: Index, in_corpus: Index) -> None:
    for lookup in lookup_keys(graph.persons[row], graph.names[row].key):
        key = lookup.key
        if key in in_document:
            target = in_document[key]
            if target is not None:
                graph.move(row, target, lookup.kind.in_document, is_short=True)
            return  # with several candidates in the document it may be any of them
        if lookup.is_local or len(key[-1]) < SHORTEST_SURNAME:
            continue
        target = in_corpus.get(key)
        if target is not None:
            graph.move(row, target, lookup.kind.in_corpus, is_short=True)
            return
