"""A dictionary of names in, changed step by step, the mapping of a valid one out.

Names are compared as the dictionary compares them (`imena.forms.name_key.name_key`), and what is
changed never leaves a name in two entries, or both joined and kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from imena.dictionary.checks import IDS
from imena.dictionary.dictionary import Dictionary
from imena.forms.name_key import name_key
from imena.schema import LABELS


def unique(names: Iterable[str]) -> list[str]:
    """The names, each once as it was written first."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name_key(name), name)
    return list(found.values())


@dataclass(eq=False)
class DraftEntry:
    """An entity of the dictionary while it is changed."""

    label: str
    name: str
    aliases: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        """Of its name and aliases."""
        return [name_key(name) for name in (self.name, *self.aliases)]

    def call(self, name: str) -> None:
        """Make this its name; what it was called is an alias."""
        others = unique([name, self.name, *self.aliases])
        self.name, self.aliases = others[0], others[1:]

    def remove(self, name: str) -> bool:
        """Take a name out; gives whether one is left."""
        key = name_key(name)
        left = [n for n in (self.name, *self.aliases) if name_key(n) != key]
        if left:
            self.name, self.aliases = left[0], left[1:]
        return bool(left)


class Draft:
    """A dictionary of names while it is changed."""

    def __init__(self, base: Dictionary) -> None:
        """Begin with what the dictionary says."""
        self._entries = [
            DraftEntry(
                entry.label,
                entry.name,
                list(entry.aliases),
                {kind: getattr(entry, kind) for kind in IDS if getattr(entry, kind)},
            )
            for entry in base.entries
        ]
        self._merges = [list(names) for names in base.merge]
        self._splits = [list(names) for names in base.split]
        self._ignore = list(base.ignore)
        self._given = {name_key(name) for held in self._merges for name in held}

    def is_ignored(self, name: str) -> bool:
        """Whether mentions of the name are left out."""
        return _holds(self._ignore, name)

    def owners(self, names: Sequence[str]) -> list[DraftEntry]:
        """The entries that have any of the names; that of the first name is the first."""
        keys = [name_key(name) for name in names]
        found = [(entry, set(entry.keys).intersection(keys)) for entry in self._entries]
        having = [(min(map(keys.index, shared)), entry) for entry, shared in found if shared]
        return [entry for _, entry in sorted(having, key=lambda pair: pair[0])]

    def add_entry(self, label: str, name: str) -> DraftEntry:
        """A new entity, of a name that no entry has."""
        entry = DraftEntry(label, name)
        self._entries.append(entry)
        return entry

    def detach(self, name: str) -> None:
        """Give a name that shares an entry one of its own; ids stay with the entry's own name."""
        for entry in self.owners([name]):
            if not entry.aliases:
                return
            named = name_key(entry.name) == name_key(name)
            entry.remove(name)
            self._entries.append(
                DraftEntry(entry.label, name, [], entry.ids if named else {}),
            )
            if named:
                entry.ids = {}

    def join(self, names: Sequence[str]) -> None:
        """These are one entity, the first is what it is called; lists that share a name are one."""
        if len(names) < 2:
            return
        keys = {name_key(name) for name in names}
        shared = [held for held in self._merges if keys.intersection(map(name_key, held))]
        self._merges = [held for held in self._merges if held not in shared]
        self._merges.append(unique([*names, *(name for held in shared for name in held)]))

    def replace_in_merges(self, old: str, new: str) -> bool:
        """Put another name in the place of one that an earlier correction gave; gives whether
        there was one.
        """
        key = name_key(old)
        having = [held for held in self._merges if _holds(held, old)]
        if key in self._given or not having:
            return False
        for held in having:
            held[:] = unique(new if name_key(name) == key else name for name in held)
        self._merges = [held for held in self._merges if len(held) > 1]
        return True

    def remove_from_merges(self, name: str) -> list[str]:
        """Take a name out of the lists; gives the other names that were in them."""
        having = [held for held in self._merges if _holds(held, name)]
        for held in having:
            held[:] = _without(held, name)
        self._merges = [held for held in self._merges if len(held) > 1]
        return unique(other for held in having for other in held)

    def split(self, name: str, others: Sequence[str]) -> None:
        """The name is none of the others."""
        self.unsplit([name], others)  # else a pair would stand there twice
        self._splits += [[name, other] for other in others]

    def unsplit(self, some: Sequence[str], others: Sequence[str]) -> None:
        """No name of the one list is kept apart from one of the other any more."""
        one, other = ({name_key(name) for name in names} for names in (some, others))

        def apart(a: str, b: str) -> bool:
            return not ((a in one and b in other) or (a in other and b in one))

        self._keep_splits(apart)

    def drop_broken_splits(self) -> None:
        """Keep nothing apart that entries and lists join: what joined it was said later."""
        if not self._splits:
            return
        root: dict[str, str] = {}

        def find(key: str) -> str:
            while root.get(key, key) != key:
                key = root[key]
            return key

        groups = [entry.keys for entry in self._entries]
        groups += [[name_key(name) for name in held] for held in self._merges]
        for first, *others in groups:
            for other in others:
                root[find(other)] = find(first)
        self._keep_splits(lambda a, b: find(a) != find(b))

    def ignore_name(self, name: str) -> None:
        """Mentions of the name are left out; nothing else is said of it."""
        self._entries = [e for e in self._entries if e not in self.owners([name]) or e.remove(name)]
        self._splits = [left for held in self._splits if len(left := _without(held, name)) > 1]
        if not self.is_ignored(name):
            self._ignore.append(name)

    def mapping(self) -> dict[str, Any]:
        """What the file of the dictionary says; parts without a name are left out."""
        labels: dict[str, Any] = {label: {} for label in LABELS}
        for entry in self._entries:
            rest = {"aliases": entry.aliases} if entry.aliases else {}
            value = {**rest, **entry.ids} if entry.ids else (entry.aliases or None)
            labels[entry.label][entry.name] = value
        lists = {"merge": self._merges, "split": self._splits, "ignore": self._ignore}
        return {part: names for part, names in (labels | lists).items() if names}

    def _keep_splits(self, apart: Any) -> None:
        """Keep only the pairs of names of which this is true of their keys."""
        kept: list[list[str]] = []
        for held in self._splits:
            pairs = [list(pair) for pair in combinations(held, 2)]
            good = [pair for pair in pairs if apart(*map(name_key, pair))]
            kept += [held] if len(good) == len(pairs) else good
        self._splits = kept


def _holds(names: Iterable[str], name: str) -> bool:
    return name_key(name) in map(name_key, names)


def _without(names: Iterable[str], name: str) -> list[str]:
    return [other for other in names if name_key(other) != name_key(name)]
