"""The graph that the rules work on: names, their nodes, and the entities that nodes join to."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from itertools import combinations, groupby
from typing import TypeVar

from imena.dictionary.dictionary import Dictionary
from imena.disjoint_sets import DisjointSets
from imena.entities.linking.linker import Ids
from imena.entities.merge_reasons import MergeReason
from imena.entities.names.types import ContextNames, Name
from imena.entities.rules.organisation_names import OrganisationName
from imena.entities.rules.person_names import PersonName
from imena.forms.name_key import name_key

FROM_DICTIONARY = "dictionary"  # kind of the nodes that the user's dictionary makes
# How many times as many documents the most frequent candidate must have as the next. B-cubed F of
# SlavicNER's asia_bibi and covid-19 is the same from 2 to 8, and .001 to .003 lower at 1 and 20.
DOMINANT = 5

Key = TypeVar("Key", bound=Hashable)


class EntityGraph:
    """The names of a corpus while rules decide which entity each of them is.

    Names with one label and key start on one node. Rules join nodes, which holds in the whole
    corpus, or move a name to another node, which holds in its context only. A node is known by its
    identity: (label, key), (``LOC``, ``LINKED``, id), (``ORG``, body, owner's node) or
    (`FROM_DICTIONARY`, canonical name).

    A rule that looks in the whole corpus looks at counted names only. A supporting name may lack
    supporting names of its own, so that its entity is known in its context alone.
    """

    def __init__(
        self, context_names: ContextNames, names: list[Name], dictionary: Dictionary
    ) -> None:
        """Put each name on the node of its label and key.

        Args:
            context_names: all names in their contexts.
            names: (rows,) the same names, with normal forms that the corpus has corrected.
            dictionary: the user's own names, whose splits become cannot-links.
        """
        self.names = names
        self.contexts = context_names.contexts
        self.documents = context_names.documents
        self.defines = context_names.defines
        self.state_bodies = context_names.state_bodies
        self.dictionary = dictionary
        self.sets = DisjointSets()
        self.node_of = array("i", (self.sets.node(name.label, name.key) for name in names))
        self.ids: dict[int, Ids] = {}  # of nodes that are linked
        self.move_reasons: list[MergeReason | None] = [None] * len(names)  # (rows,)
        self.join_reasons: dict[int, MergeReason] = {}  # by node
        self.is_short = bytearray(len(names))  # (rows,) whether a name is short for others
        # What rules find out for later rules:
        self.organisations: dict[int, OrganisationName] = {}  # by row
        self.persons: list[PersonName] = []  # (rows,)
        self.is_full_person = bytearray(len(names))  # (rows,) whether it is a person's full name
        self.surnames: frozenset[str] = frozenset()  # keys, of full names
        self._add_cannot_links(dictionary)

    def with_label(self, label: str) -> list[int]:
        """Return the rows of the names with a label."""
        return [row for row, name in enumerate(self.names) if name.label == label]

    def counted(self, rows: Iterable[int]) -> list[int]:
        """Return the rows that are not supporting names."""
        return [row for row in rows if self.documents[row]]

    def entity_of(self, row: int) -> int:
        """Return the representative of the entity that a name belongs to so far."""
        return self.sets.find(self.node_of[row])

    def move(self, row: int, node: int, reason: MergeReason, *, is_short: bool = False) -> None:
        """Move a name to another node, unless the user's dictionary keeps the two apart.

        A name with a cannot-link of its own joins its node to the other instead, so that its
        opponent cannot move there.

        Args:
            row: of the name.
            node: the new node.
            reason: why.
            is_short: whether the name is short for those there, so that it cannot name the entity.
        """
        old = self.node_of[row]
        if not self.sets.can_link(old, node):
            return
        if self.sets.has_cannot_link(old):
            self.sets.join(old, node)
        else:
            self.node_of[row] = self.sets.find(node)
        self.move_reasons[row] = reason
        if is_short:
            self.is_short[row] = True

    def join(self, one: int, other: int, reason: MergeReason) -> None:
        """Join the entities of two nodes; a node keeps the reason of its first join."""
        if self.sets.join(one, other):
            self.join_reasons.setdefault(one, reason)
            self.join_reasons.setdefault(other, reason)

    def reason_of(self, row: int) -> MergeReason | None:
        """Return why a name belongs to its entity, if a rule moved it or joined its node."""
        return self.move_reasons[row] or self.join_reasons.get(self.node_of[row])

    def index(
        self, rows: Iterable[int], keys_of: Callable[[int], Iterable[Key]]
    ) -> dict[Key, dict[int, int]]:
        """Index entities by keys.

        Args:
            rows: of names.
            keys_of: the keys of the name in a row.

        Returns:
            For each key its entities, each with the number of documents that have a name with it.
        """
        entities: dict[Key, dict[int, int]] = {}
        for row in rows:
            entity = self.entity_of(row)
            for key in keys_of(row):
                documents = entities.setdefault(key, {})
                documents[entity] = documents.get(entity, 0) + self.documents[row]
        return entities

    def by_context(self, rows: Iterable[int]) -> Iterator[list[int]]:
        """Yield the rows of each context, which come one after the other."""
        for _, group in groupby(rows, self.contexts.__getitem__):
            yield list(group)

    def supporting_names(self, row: int) -> Iterator[int]:
        """Yield the rows of the supporting names of a counted name."""
        context = self.contexts[row]
        for other in range(row + 1, len(self.contexts)):
            if self.contexts[other] != context:
                return
            yield other

    def pairs_in_one_document(
        self, keys: Mapping[int, str], pairs: Set[tuple[str, str]]
    ) -> set[tuple[str, str]]:
        """Return the pairs of keys that names of one document have.

        Args:
            keys: by row.
            pairs: of keys in order.
        """
        together = set()
        for context in self.by_context(keys):
            if len(context) > 1:
                here = sorted({keys[row] for row in context})
                together |= {pair for pair in combinations(here, 2) if pair in pairs}
        return together

    def _add_cannot_links(self, dictionary: Dictionary) -> None:
        labels = sorted({name.label for name in self.names})
        for names in dictionary.split:
            for one, other in combinations(map(name_key, names), 2):
                for label in labels:
                    self.sets.add_cannot_link(
                        self.sets.node(label, one), self.sets.node(label, other)
                    )


def only_one(candidates: Iterable[int] | None) -> int | None:
    """Return the only candidate; None if there is no candidate, or more than one."""
    different = set(candidates or ())
    return different.pop() if len(different) == 1 else None


def dominant(
    candidates: Mapping[int, int] | None, times: int = DOMINANT, more: int = 0
) -> int | None:
    """Return the only candidate, or the one with clearly more documents than any other.

    Args:
        candidates: entities with their documents.
        times: how many times the documents of the next candidate it must have.
        more: and how many besides.
    """
    if not candidates:
        return None
    first, *others = heapq.nsmallest(
        2, candidates, key=lambda entity: (-candidates[entity], entity)
    )
    is_clear = not others or candidates[first] >= times * candidates[others[0]] + more
    return first if is_clear else None
