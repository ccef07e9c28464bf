"""Edit a dictionary of names step by step, as a reader corrects a table of entities.

Names are compared by `imena.forms.name_key.name_key`. No step leaves a name in two entries, or two
names both joined and split.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from imena.dictionary.checks import IDS
from imena.dictionary.dictionary import Dictionary
from imena.disjoint_sets import DisjointSets
from imena.forms.name_key import name_key
from imena.schema import LABELS


def unique_names(names: Iterable[str]) -> list[str]:
    """Return the names without repetitions, each in its first spelling."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(name_key(name), name)
    return list(by_key.values())


@dataclass(eq=False)
class EditableEntry:
    """An entity of the dictionary that is edited."""

    label: str
    name: str
    aliases: list[str] = field(default_factory=list)
    ids: dict[str, str | None] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        """The keys of the canonical name and the aliases."""
        return [name_key(name) for name in (self.name, *self.aliases)]

    def rename(self, name: str) -> None:
        """Make a name the canonical one; the old canonical name becomes an alias."""
        names = unique_names([name, self.name, *self.aliases])
        self.name, self.aliases = names[0], names[1:]

    def remove(self, name: str) -> bool:
        """Remove a name, unless it is the last one; return whether another one is left."""
        left = _without([self.name, *self.aliases], name)
        if left:
            self.name, self.aliases = left[0], left[1:]
        return bool(left)


class DictionaryEditor:
    """A dictionary of names that is edited."""

    def __init__(self, base: Dictionary) -> None:
        """Start with a copy of a dictionary."""
        self._entries = [
            EditableEntry(
                entry.label,
                entry.name,
                list(entry.aliases),
                {
                    kind: getattr(entry, kind) or None
                    for kind in IDS
                    if getattr(entry, kind) is not None
                },
            )
            for entry in base.entries
        ]
        self._merges = [list(names) for names in base.merge]
        self._splits = [list(names) for names in base.split]
        self._ignored = list(base.ignore)
        self._merged_in_base = {name_key(name) for names in self._merges for name in names}

    def is_ignored(self, name: str) -> bool:
        """Return whether mentions of a name are left out."""
        return _contains(self._ignored, name)

    def entries_with(self, names: Sequence[str]) -> list[EditableEntry]:
        """Return the entries that have any of the names, in the order of the names."""
        keys = [name_key(name) for name in names]
        shared = [(entry, set(entry.keys).intersection(keys)) for entry in self._entries]
        ranked = [(min(map(keys.index, common)), entry) for entry, common in shared if common]
        return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]

    def add_entry(self, label: str, name: str) -> EditableEntry:
        """Add an entry with a name that no entry has yet."""
        entry = EditableEntry(label, name)
        self._entries.append(entry)
        return entry

    def move_to_own_entry(self, name: str) -> None:
        """Move a name that shares an entry with others to an entry of its own.

        The ids stay with the canonical name.
        """
        for entry in self.entries_with([name]):
            if not entry.aliases:
                return
            is_canonical = name_key(entry.name) == name_key(name)
            entry.remove(name)
            self._entries.append(
                EditableEntry(entry.label, name, [], entry.ids if is_canonical else {})
            )
            if is_canonical:
                entry.ids = {}

    def merge(self, names: Sequence[str]) -> None:
        """Merge names into one entity; the first is the canonical one.

        Lists of merged names that share a name become one list.
        """
        if len(names) < 2:
            return
        keys = {name_key(name) for name in names}
        shared = [merged for merged in self._merges if keys.intersection(map(name_key, merged))]
        self._merges = [merged for merged in self._merges if merged not in shared]
        self._merges.append(unique_names([*names, *(name for merged in shared for name in merged)]))

    def replace_in_merges(self, old: str, new: str) -> bool:
        """Replace a merged name which an earlier edit gave; return whether there was one."""
        key = name_key(old)
        having = [merged for merged in self._merges if _contains(merged, old)]
        if key in self._merged_in_base or not having:
            return False
        for merged in having:
            merged[:] = unique_names(new if name_key(name) == key else name for name in merged)
        self._drop_short_merges()
        return True

    def remove_from_merges(self, name: str) -> list[str]:
        """Remove a name from the merged lists; return the other names of those lists."""
        having = [merged for merged in self._merges if _contains(merged, name)]
        for merged in having:
            merged[:] = _without(merged, name)
        self._drop_short_merges()
        return unique_names(other for merged in having for other in merged)

    def split(self, name: str, others: Sequence[str]) -> None:
        """Keep a name apart from others."""
        self.unsplit([name], others)  # else a pair would be listed twice
        self._splits += [[name, other] for other in others]

    def unsplit(self, some: Sequence[str], others: Sequence[str]) -> None:
        """Keep no name of one list apart from a name of another list any more."""
        one, other = ({name_key(name) for name in names} for names in (some, others))

        def is_kept(a: str, b: str) -> bool:
            return not ((a in one and b in other) or (a in other and b in one))

        self._filter_splits(is_kept)

    def drop_contradicted_splits(self) -> None:
        """Drop the splits of names that entries and merges join, since these edits came later."""
        if not self._splits:
            return
        joined = DisjointSets()  # of keys
        groups = [entry.keys for entry in self._entries]
        groups += [[name_key(name) for name in merged] for merged in self._merges]
        for first, *others in groups:
            for other in others:
                joined.join(joined.node(first), joined.node(other))
        self._filter_splits(lambda a, b: joined.find(joined.node(a)) != joined.find(joined.node(b)))

    def ignore(self, name: str) -> None:
        """Leave out mentions of a name, and remove it from entries and splits."""
        having = self.entries_with([name])
        self._entries = [e for e in self._entries if e not in having or e.remove(name)]
        self._splits = [left for names in self._splits if len(left := _without(names, name)) > 1]
        if not self.is_ignored(name):
            self._ignored.append(name)

    def to_mapping(self) -> dict[str, Any]:
        """Return the content of the dictionary's file; empty parts are left out."""
        labels: dict[str, Any] = {label: {} for label in LABELS}
        for entry in self._entries:
            aliases = {"aliases": entry.aliases} if entry.aliases else {}
            value = {**aliases, **entry.ids} if entry.ids else (entry.aliases or None)
            labels[entry.label][entry.name] = value
        lists = {"merge": self._merges, "split": self._splits, "ignore": self._ignored}
        return {part: names for part, names in (labels | lists).items() if names}

    def _drop_short_merges(self) -> None:
        self._merges = [merged for merged in self._merges if len(merged) > 1]

    def _filter_splits(self, is_kept: Callable[[str, str], bool]) -> None:
        """Keep the pairs of split names for whose keys a function is true."""
        kept: list[list[str]] = []
        for names in self._splits:
            pairs = [list(pair) for pair in combinations(names, 2)]
            kept_pairs = [pair for pair in pairs if is_kept(*map(name_key, pair))]
            kept += [names] if len(kept_pairs) == len(pairs) else kept_pairs
        self._splits = kept


def _contains(names: Iterable[str], name: str) -> bool:
    return name_key(name) in map(name_key, names)


def _without(names: Iterable[str], name: str) -> list[str]:
    return [other for other in names if name_key(other) != name_key(name)]
