"""What the rules of resolution share: the names, where each belongs so far, and why."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from itertools import combinations, groupby
from typing import TypeVar

from imena.dictionary.dictionary import Dictionary
from imena.disjoint_sets import DisjointSets
from imena.entities.linking.linker import Ids
from imena.entities.names.similarity import is_latin
from imena.entities.names.types import Name, Names, State
from imena.forms.name_key import name_key

OWN = "dictionary"  # in the identity of a node: the user's dictionary named it
DOMINANT = 5  # times as many documents
ONE_EDIT = "one edit apart"


Key = TypeVar("Key", bound=Hashable)


class World:
    """The names of a corpus on their way to entities.

    Names with one label and key share a node. Rules join nodes, which holds in the whole corpus, or
    move single names to another node, which holds in their context; one
    that the dictionary tells apart from another is joined instead.

    What is looked for in the whole corpus is looked for among names that count, never among
    witnesses: a witness may lack witnesses of its own.
    """

    def __init__(self, found: Names, names: list[Name], dictionary: Dictionary) -> None:
        """Put each name on the node of its label and key.

        Args:
            found: all names in their contexts.
            names: the same with the normal forms that the corpus knows better.
            dictionary: the user's own.
        """
        self.names = names
        self.contexts = found.contexts
        self.documents = found.documents  # with each name; of witnesses 0
        self.defines = found.defines
        self.states: dict[int, State] = found.states
        self.forest = DisjointSets()
        # of each name its node
        self.home = array("i", (self.forest.node(name.label, name.key) for name in names))
        self.ids: dict[int, Ids] = {}  # of nodes that are linked
        self.reasons: list[str | None] = [None] * len(names)  # of names that were moved
        self.joined: dict[int, str] = {}  # of nodes that were joined to others
        self.short = bytearray(len(names))  # whether a name is short for others
        self._tell_apart(dictionary)

    def of_label(self, label: str) -> list[int]:
        """The names with a label, by number."""
        return [i for i, name in enumerate(self.names) if name.label == label]

    def counted(self, names: Iterable[int]) -> list[int]:
        """Those that are no witnesses."""
        return [i for i in names if self.documents[i]]

    def root(self, name: int) -> int:
        """The node that stands for a name's entity so far."""
        return self.forest.find(self.home[name])

    def move(self, name: int, node: int, reason: str, *, short: bool = False) -> None:
        """Let a name of one context belong to a node, unless the dictionary says otherwise.

        One that is ``short`` for the names there is never what the entity is called.
        """
        home = self.home[name]
        if not self.forest.can_link(home, node):
            return
        if self.forest.has_cannot_link(home):
            self.forest.join(home, node)  # so that the other one cannot move there
        else:
            self.home[name] = self.forest.find(node)
        self.reasons[name] = reason
        if short:
            self.short[name] = True

    def join(self, one: int, other: int, reason: str) -> None:
        """Make two nodes one entity; the names of both need the reason but the entity's own."""
        if self.forest.join(one, other):
            self.joined.setdefault(one, reason)
            self.joined.setdefault(other, reason)

    def index(
        self, names: Iterable[int], keys: Callable[[int], Iterable[Key]]
    ) -> dict[Key, dict[int, int]]:
        """Which entities have a key, each with the number of documents' names that have it."""
        found: dict[Key, dict[int, int]] = {}
        for name in names:
            root = self.root(name)
            for key in keys(name):
                roots = found.setdefault(key, {})
                roots[root] = roots.get(root, 0) + self.documents[name]
        return found

    def by_context(self, names: Iterable[int]) -> Iterator[list[int]]:
        """The names of each context; names come context by context."""
        for _, group in groupby(names, self.contexts.__getitem__):
            yield list(group)

    def witnesses(self, name: int) -> Iterator[int]:
        """The witnesses of a name that counts."""
        context = self.contexts[name]
        for i in range(name + 1, len(self.contexts)):
            if self.contexts[i] != context:
                return
            yield i

    def beside(self, keys: Mapping[int, str], pairs: Set[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of some pairs of keys, each in order, that names of one document have."""
        found = set()
        for context in self.by_context(keys):
            if len(context) > 1:
                here = sorted({keys[i] for i in context})
                found |= {pair for pair in combinations(here, 2) if pair in pairs}
        return found

    def _tell_apart(self, dictionary: Dictionary) -> None:
        labels = sorted({name.label for name in self.names})
        for names in dictionary.split:
            keys = [name_key(name) for name in names]
            for i, one in enumerate(keys):
                for other in keys[i + 1 :]:
                    for label in labels:
                        self.forest.add_cannot_link(
                            self.forest.node(label, one), self.forest.node(label, other)
                        )


def only(candidates: Mapping[int, int] | None) -> int | None:
    """The one candidate there is; None where there are none or several."""
    return next(iter(candidates)) if candidates is not None and len(candidates) == 1 else None


def dominant(candidates: Mapping[int, int] | None) -> int | None:
    """The candidate that has several times as many documents as any other, or is the only one."""
    if not candidates:
        return None
    first, *others = heapq.nsmallest(2, candidates, key=lambda root: (-candidates[root], root))
    clear = not others or candidates[first] >= DOMINANT * candidates[others[0]]
    return first if clear else None


def join_alphabets(
    world: World, names: Iterable[int], bones: Callable[[int], str], shortest: int
) -> None:
    """Join a Cyrillic and a Latin name that have the same consonants, if no others have them.

    Args:
        world: of the names.
        names: that may be joined.
        bones: the consonants of a name, see `imena.entities.names.similarity.skeleton`.
        shortest: consonants that are too few to tell names apart.
    """
    cyrillic: dict[str, set[int]] = {}
    latin: dict[str, set[int]] = {}
    others = []
    for i in names:
        if not is_latin(world.names[i].key):
            others.append(i)
        elif len(name := bones(i)) >= shortest:
            latin.setdefault(name, set()).add(world.root(i))
    for i in others if latin else ():
        if (name := bones(i)) in latin:
            cyrillic.setdefault(name, set()).add(world.root(i))
    for name in sorted(cyrillic):
        if len(cyrillic[name]) == len(latin[name]) == 1:
            reason = "the same name in another alphabet"
            world.join(min(cyrillic[name]), min(latin[name]), reason)
