"""Find whom a corpus means by a surname or initials, where the document does not say.

In a corpus on one topic everybody with a surname is usually one person. In a corpus of many topics
a surname that one other document has in full is often a stranger's. The corpus itself tells which
of the two it is: by the surnames that two documents have in full.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from imena.entities.merge_reasons import SURNAME, MergeReason
from imena.entities.names.collect import clear_gender
from imena.entities.rules.graph import EntityGraph, dominant
from imena.entities.rules.person_names import Key, index_keys, lookup_keys

# Letters of a surname that is looked up in the whole corpus, and of one that is not short. On
# SlavicNER's asia_bibi and covid-19 B-cubed is the same from 2 to 5; at 6 recall of covid-19 falls
# by .003.
SHORTEST_SURNAME = 3
USUAL_SURNAME = 4
# The next figures are of surnames alone on NEREL's train set, where the full names of the surname's
# own document are taken away, so that only other documents have full names.
#
# Documents that must name a person in full for a surname to mean him in a corpus where strangers
# share surnames. With one it was the right person in 98 of 135 documents, with more in 99 of 104.
CLEARLY_KNOWN = 2
# The same for a surname of the other gender: with one in 1 of 6, with more in 2 of 4.
KNOWN_AGAINST_GENDER = 3
# The same for a short surname: «Мэй», not «Ли». On NEREL's train set and SlavicNER those that fewer
# documents name were the right person in 3 of 9, with more in 5 of 5.
KNOWN_BY_SHORT_SURNAME = 5
# Of the surnames that are named in full twice, the share with one bearer from which one document is
# enough. It is .61 on NEREL's train set, and .90 on SlavicNER's asia_bibi and covid-19, where a
# surname meant the person whom one other document names in 11 of 11 documents.
ONE_BEARER = 0.75
# Surnames with one bearer and with two that every corpus is taken to have besides its own, so that
# a few surnames decide nothing. Chosen by hand.
PRIOR = (9, 1)
# The most prominent bearer has `TIMES` times the documents of the next and `MORE` more. Counted are
# documents that name somebody in full, and again those that also mean him by the surname alone.
# With five times the documents it was the right person in 60 of 62, with fewer in 17 of 33.
TIMES, MORE = 3, 2
# How many times as many documents must mean one of two bearers whom the document itself names. On
# NEREL's train set it was the right person in 13 of 16 mentions with an id, and recall of persons
# is .001 lower with three times.
TIMES_IN_DOCUMENT = 2


class CorpusPersons:
    """The full and abbreviated names of a corpus, by the keys that short names look up."""

    def __init__(self, graph: EntityGraph, counted: list[int]) -> None:
        """Index the counted names.

        Args:
            graph: of the names.
            counted: rows of the counted names of persons.
        """
        persons = graph.persons
        self.graph = graph
        wanted = {
            lookup.key
            for row in counted
            if not persons[row].is_full
            for lookup in lookup_keys(persons[row], graph.names[row].key)
        }
        self._fuller = [row for row in counted if persons[row].is_fuller]
        self.by_key = graph.index(
            self._fuller, lambda row: wanted.intersection(index_keys(persons[row]))
        )
        self._surname_alone: Counter[tuple[str, int]] = Counter()  # documents
        self._postponed: dict[int, set[int]] = {}  # by row, the bearers in its document
        self.first_names: dict[int, set[str]] = defaultdict(set)  # by entity
        genders: dict[int, Counter[str]] = defaultdict(Counter)  # documents by entity
        for row in self._fuller:
            entity = graph.entity_of(row)
            self.first_names[entity].add(persons[row].first)
            gender = graph.names[row].gender
            if gender is not None:
                genders[entity][gender] += graph.documents[row]
        self.genders = {
            entity: clear_gender(counts["f"], counts["m"]) for entity, counts in genders.items()
        }

    def count_alone(self, row: int, entity: int) -> None:
        """Count the documents that mean a person, whom they have in full, by the surname alone."""
        self._surname_alone[self.graph.names[row].key, entity] += self.graph.documents[row]

    def find(self, row: int) -> tuple[int, MergeReason] | None:
        """Return the entity of the corpus that a name is short for, and why."""
        graph = self.graph
        for lookup in lookup_keys(graph.persons[row], graph.names[row].key):
            key = lookup.key
            if lookup.is_local or len(key[-1]) < SHORTEST_SURNAME:
                continue
            target = self._find(row, key)
            if target is not None:
                return target, lookup.kind.in_corpus
        return None

    def _find(self, row: int, key: Key) -> int | None:
        """Return the entity with a key that a name may mean, if the evidence is clear."""
        candidates: Mapping[int, int] = self.by_key.get(key, {})
        if not candidates:
            return None
        person, gender = self.graph.persons[row], self.graph.names[row].gender
        short = person.first.rstrip(".")
        if person.is_abbreviated and len(short) > 1:
            candidates = {
                entity: documents
                for entity, documents in candidates.items()
                if any(first.startswith(short) for first in self.first_names[entity])
            }
        if len(candidates) > 1 and gender is not None:
            candidates = {
                entity: documents
                for entity, documents in candidates.items()
                if self.genders.get(entity) in (gender, None)
            }
        target = dominant(self._prominence(row, candidates), TIMES, MORE)
        if target is None or candidates[target] < self._needed_documents(row, target, key[-1]):
            return None
        return target

    def _needed_documents(self, row: int, target: int, last: str) -> int:
        """Return how many documents must name a person in full for a short name to mean him.

        Args:
            row: of the short name.
            target: the person.
            last: the last part of the short name.
        """
        if len(last) < USUAL_SURNAME:
            return KNOWN_BY_SHORT_SURNAME
        person = self.graph.persons[row]
        if person.first and (person.middle or person.last):
            return 1
        gender = self.graph.names[row].gender
        if gender is not None and self.genders.get(target) not in (gender, None):
            return KNOWN_AGAINST_GENDER
        if not person.last or not self._has_one_bearer:  # a given name alone: «Мария»
            return CLEARLY_KNOWN
        return 1

    def postpone(self, row: int, entities: Iterable[int]) -> None:
        """Keep a surname that several persons of its document have until all uses are counted."""
        self._postponed[row] = set(entities)

    def move_to_more_prominent(self) -> None:
        """Move postponed surnames to the bearer whom the corpus means clearly more often."""
        for row, entities in self._postponed.items():
            documents = self.by_key.get(("last", self.graph.names[row].key), {})
            candidates = {entity: documents.get(entity, 0) for entity in entities}
            target = dominant(self._prominence(row, candidates), TIMES_IN_DOCUMENT)
            if target is not None and target != self.graph.entity_of(row):
                self.graph.move(row, target, SURNAME.in_document, is_short=True)

    def _prominence(self, row: int, candidates: Mapping[int, int]) -> dict[int, int]:
        key = self.graph.names[row].key
        return {
            entity: documents + self._surname_alone[key, entity]
            for entity, documents in candidates.items()
        }

    @cached_property
    def _has_one_bearer(self) -> bool:
        """Whether documents with one surname usually mean one person."""
        documents: dict[str, Counter[int]] = defaultdict(Counter)  # by surname and entity
        for row in self._fuller:
            person = self.graph.persons[row]
            if person.is_full:
                documents[person.last][self.graph.entity_of(row)] += self.graph.documents[row]
        twice = [len(bearers) for bearers in documents.values() if bearers.total() == 2]
        one, two = twice.count(1) + PRIOR[0], twice.count(2) + PRIOR[1]
        return one >= ONE_BEARER * (one + two)
