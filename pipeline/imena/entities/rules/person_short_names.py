"""Move short names of persons to full names: surnames, initials, first names, patronymics.

A short name goes to the only fuller name of its document that it matches, or to that of its main
person. Without one it goes to the full name of the corpus that it clearly means, see
`imena.entities.rules.corpus_persons`. Else it stays an entity of its own: a wrong merge is worse
than a missed one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from imena.entities.names.first_names import may_be_one_first_name
from imena.entities.names.normal_forms import form_keys, nominatives
from imena.entities.names.surnames import may_be_one_surname
from imena.entities.names.transliteration import sound_key
from imena.entities.names.types import Name
from imena.entities.rules.corpus_persons import CorpusPersons
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import EntityGraph, only_one
from imena.entities.rules.person_names import (
    Key,
    index_keys,
    lookup_keys,
    split_person,
)
from imena.forms.name_key import name_key
from imena.forms.name_parts import PARTICLES
from imena.forms.person_readings import is_patronymic
from imena.forms.spelling import respell

NEEDS_ENTITIES = False  # full names are joined in the corpus, and no document moves them
# How many times as many documents must have a first name alone as have it beside a full name with
# it, so that it is a person's only name. On SlavicNER's asia_bibi precision of persons is .003
# higher with 5 or 10 than without; on NEREL it is .001 lower with 5.
MONONYM = 10
SEPARATORS = re.compile(r"[\s.-]+")


@dataclass(frozen=True, slots=True)
class PersonReadings:
    """What a name may turn out to be, once the corpus has corrected its normal form."""

    words: frozenset[str]  # of all possible normal forms
    index_keys: tuple[Key, ...]  # of the normal forms that are full or abbreviated names
    lookup_keys: tuple[tuple[Key, ...], ...]  # of each normal form that is not
    is_open: bool  # any name of the corpus may correct it, so that its keys are not known
    has_one: bool  # there is one normal form
    fits_by_key: bool  # each name with one of its keys fits it, so that later keys do not matter
    may_be_short: bool


def needed_names(document: Document) -> NeededNames:
    """Return for each name that may be short the full names of its document that it may match."""
    readings = {i: _readings(document.names[i]) for i in document.by_label["PER"]}
    short = [i for i, reading in readings.items() if reading.may_be_short]
    if not short or len(readings) == 1:
        return {}
    by_key: dict[Key, list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)  # names that may be full
    by_sound: dict[Key, list[int]] = defaultdict(list)  # names that the corpus may correct
    for i, reading in readings.items():
        for key in reading.index_keys:
            by_key[key].append(i)
        if reading.is_open or reading.index_keys:
            for word in reading.words:
                by_word[word].append(i)
        if reading.is_open:
            for key in {("sound", sound_key(word)) for word in reading.words}:
                by_sound[key].append(i)
    needed = {}
    for i in short:
        reading = readings[i]
        names = {other for word in reading.words for other in by_word.get(word, ())}
        if not reading.is_open:
            names = {other for other in names if readings[other].is_open}
            for keys in reading.lookup_keys:
                for key in keys:
                    names.update(by_sound.get(key, ()))
                    matches = by_key.get(key, ())
                    names.update(matches)
                    if reading.fits_by_key and any(readings[j].has_one for j in matches):
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
    indexed = {key for person, _ in persons if person.is_fuller for key in index_keys(person)}
    return PersonReadings(
        words=frozenset(word for key in keys for word in SEPARATORS.split(key) if word),
        index_keys=() if is_open else tuple(sorted(indexed)),
        lookup_keys=lookups,
        is_open=is_open,
        has_one=not is_open and len(normals) == 1,
        fits_by_key=not any(len(person.first.rstrip(".")) > 1 for person, _ in persons),
        may_be_short=bool(lookups) or (is_open and any(map(_may_be_short, keys))),
    )


def _may_be_short(key: str) -> bool:
    """Return whether some spelling of a key may be split into parts that are no full name."""
    words = key.split()
    return (
        len(words) < 2
        or "." in key
        or words[0] in PARTICLES
        or any(len(word) == 1 or is_patronymic(word) for word in words)
    )


def apply(graph: EntityGraph) -> None:
    """Move each short name to the fuller name of its document or of the corpus."""
    rows = graph.with_label("PER")
    counted = graph.counted(rows)
    corpus = CorpusPersons(graph, counted)
    contexts = [  # of a short name and its supporting names
        context for context in graph.by_context(rows) if not graph.persons[context[0]].is_full
    ]
    mononyms = _mononyms(graph, contexts)
    undecided = []
    for context in contexts:
        if not _move_in_document(graph, context, corpus, mononyms):
            undecided.append(context[0])
    for row in undecided:  # now that it is known how often documents mean whom by a surname
        found = corpus.find(row)
        if found is not None:
            graph.move(row, *found, is_short=True)
    corpus.move_to_more_prominent()


def _mononyms(graph: EntityGraph, contexts: Iterable[Sequence[int]]) -> set[str]:
    """Return the keys of first names by which the corpus knows somebody: «Мухаммед».

    Args:
        graph: of the names.
        contexts: rows of short names and their supporting names.
    """
    alone: Counter[str] = Counter()  # documents without a full name with this first name
    beside: Counter[str] = Counter()  # documents with one
    for row, *others in contexts:
        key = graph.names[row].key
        has_full_name = any(graph.persons[other].first == key for other in others)
        (beside if has_full_name else alone)[key] += graph.documents[row]
    return {key for key in beside if alone[key] >= MONONYM * beside[key]}


def _move_in_document(
    graph: EntityGraph, context: Sequence[int], corpus: CorpusPersons, mononyms: Container[str]
) -> bool:
    """Move a name to the fuller name of its document that it fits; return whether there is one.

    Args:
        graph: of the name.
        context: rows of the name and its supporting names.
        corpus: the fuller names of the corpus.
        mononyms: keys of first names that are not short for a full name beside them.
    """
    row, *others = context
    fuller: dict[Key, list[int]] = defaultdict(list)
    for other in others:
        for key in index_keys(graph.persons[other]) if graph.persons[other].is_fuller else ():
            fuller[key].append(other)
    for lookup in lookup_keys(graph.persons[row], graph.names[row].key) if fuller else ():
        if lookup.is_local and graph.names[row].key in mononyms:
            continue
        fitting = [
            other for other in fuller.get(lookup.key, ()) if _fits(graph, row, other, lookup.key)
        ]
        if fitting:
            entities = _entities(graph, fitting, corpus)
            target = _target(graph, row, entities)
            if target is None and lookup.key[0] == "last":
                corpus.postpone(row, _of_one_gender(graph, row, entities).values())
            elif target is not None:
                if lookup.key[0] == "last":
                    corpus.count_alone(row, target)
                if target != graph.entity_of(row):
                    graph.move(row, target, lookup.kind.in_document, is_short=True)
            return True  # with several candidates in the document it may be any of them
    return False


def _fits(graph: EntityGraph, row: int, other: int, key: Key) -> bool:
    """Return whether a short name may mean a fuller one that has a key of it."""
    short, full = graph.persons[row], graph.persons[other]
    if key[0] == "first name":
        return may_be_one_first_name(graph.names[row].key, full.first)
    if key[0] == "sound":
        return may_be_one_surname(graph.names[row].key, full.last)
    return not short.is_abbreviated or short.may_be_short_for(full)


def _entities(graph: EntityGraph, fitting: Iterable[int], corpus: CorpusPersons) -> dict[int, int]:
    """Return the entity of each fitting name of a document."""
    entities = {}
    for other in fitting:
        entity = graph.entity_of(other)
        if not graph.persons[other].is_full:
            found = corpus.find(other)
            entity = found[0] if found is not None else entity
        entities[other] = entity
    return entities


def _of_one_gender(graph: EntityGraph, row: int, entities: Mapping[int, int]) -> dict[int, int]:
    """Return the entities of the names that may have the gender of a short name."""
    gender = graph.names[row].gender
    return {
        other: entity
        for other, entity in entities.items()
        if None in (gender, graph.names[other].gender) or gender == graph.names[other].gender
    }


def _target(graph: EntityGraph, row: int, entities: Mapping[int, int]) -> int | None:
    """Return the entity of the fitting names of a document, or that of its main person."""
    if len(set(entities.values())) == 1:
        return only_one(entities.values())
    target = only_one(_of_one_gender(graph, row, entities).values())
    if target is not None:
        return target
    main = graph.names[row].main
    return only_one(entity for o, entity in entities.items() if graph.names[o].key == main)
