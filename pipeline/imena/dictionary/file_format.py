"""What a dictionary of names says in, its names checked one by one out.

A YAML file, a mapping from Python and patterns of spaCy's EntityRuler all come as nodes, so that
one reader checks them: no name belongs to two entities, and none is both joined and kept apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from imena.dictionary.checks import IDS, Source, at
from imena.dictionary.yaml_nodes import is_null, line_of, node_of, value_of
from imena.forms.name_key import name_key
from imena.schema import LABELS

SECTIONS = (*LABELS, "merge", "split", "ignore")
PLAIN_SECTIONS = ("entries", "patterns")  # what `Dictionary.to_dict` has in the place of labels


@dataclass
class Found:
    """An entry while it is read."""

    name: str
    label: str
    aliases: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)


class Reader(Source):
    """Reads one source; its attributes are what it has found."""

    def __init__(self, where: str) -> None:
        """``where`` is what messages call the source."""
        super().__init__(where)
        self.entries: dict[tuple[str, str], Found] = {}  # by label and key
        self.merge: list[tuple[str, ...]] = []
        self.split: list[tuple[str, ...]] = []
        self.ignore: list[str] = []
        self.patterns: list[dict[str, Any]] = []
        self._owners: dict[str, tuple[Found | None, int | None]] = {}  # by key; None: ignored
        self._splits: list[tuple[tuple[str, ...], int | None]] = []

    def read(self, root: Node) -> None:
        """Read a whole dictionary."""
        if is_null(root):
            return
        plain = PLAIN_SECTIONS if line_of(root) is None else ()
        for section, key, value in self.fields(root, (*SECTIONS, *plain), "the dictionary"):
            if is_null(value):
                continue
            if section in LABELS:
                self._label(section, value)
            elif section == "entries":
                self._plain_entries(value)
            elif section == "patterns":
                for pattern in self.items(value, "patterns"):
                    self._pattern(pattern)
            elif section == "ignore":
                for item in self.items(value, "ignore", "ignore: [Спутник V]"):
                    self._ignore(item)
            else:
                example = f"{section}: [[Минобороны, Министерство обороны]]"
                for item in self.items(value, section, example):
                    self._group(section, item, line_of(item) or line_of(key))
        self._check_splits()

    def read_patterns(self, text: str) -> None:
        """Read patterns of spaCy's EntityRuler, one in a line."""
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                pattern = json.loads(line)
            except (ValueError, RecursionError) as error:
                self.fail(number, f"this is not JSON ({error}): a pattern is one line of JSON")
            self._pattern(node_of(pattern, number))

    def _label(self, label: str, node: Node) -> None:
        if not isinstance(node, MappingNode):
            self.fail(node, f"{label} must have a name a line with a colon behind it: «Росатом:»")
        for key, value in node.value:
            entry = self._entry(label, key)
            if isinstance(value, MappingNode):
                fields = self.fields(value, ("aliases", *IDS), f"«{entry.name}»")
                self._entry_fields(entry, fields)
            elif not is_null(value):
                self._aliases(entry, value)

    def _plain_entries(self, node: Node) -> None:
        for item in self.items(node, "entries"):
            known = ("name", "label", "aliases", *IDS)
            fields = list(self.fields(item, known, "an entry"))
            given = {name: value for name, _, value in fields}
            if not {"name", "label"} <= given.keys():
                self.fail(item, "an entry needs a name and a label")
            entry = self._entry(self.labelled(given["label"]), given["name"])
            rest = (each for each in fields if each[0] not in ("name", "label"))
            self._entry_fields(entry, rest)

    def _entry(self, label: str, node: Node) -> Found:
        entry = Found(self.name(node), label)
        key = name_key(entry.name)
        if key in self._owners:
            owner, line = self._owners[key]
            if owner is not None and name_key(owner.name) == key and owner.label == label:
                self.fail(node, f"«{entry.name}» is there twice{at(line)}: join the two")
            self._clash(node, entry.name, entry, owner, line)
        self._owners[key] = entry, line_of(node)
        self.entries[label, key] = entry
        return entry

    def _entry_fields(self, entry: Found, fields: Iterator[tuple[str, Node, Node]]) -> None:
        for name, _, value in fields:
            if is_null(value):
                continue
            if name == "aliases":
                self._aliases(entry, value)
            else:
                entry.ids[name] = self.id_(name, value)

    def _aliases(self, entry: Found, node: Node) -> None:
        items = [node] if isinstance(node, ScalarNode) else self.items(node, f"«{entry.name}»")
        for item in items:
            self._alias(entry, item)

    def _alias(self, entry: Found, node: Node) -> None:
        alias = self.name(node)
        owner, line = self._owners.setdefault(name_key(alias), (entry, line_of(node)))
        if owner is not entry:
            self._clash(node, alias, entry, owner, line)
        if alias not in (entry.name, *entry.aliases):
            entry.aliases.append(alias)

    def _ignore(self, node: Node) -> None:
        name = self.name(node)
        owner, line = self._owners.setdefault(name_key(name), (None, line_of(node)))
        if owner is not None:
            self._clash(node, name, None, owner, line)
        if name not in self.ignore:
            self.ignore.append(name)

    def _clash(
        self, node: Node, name: str, one: Found | None, other: Found | None, line: int | None
    ) -> NoReturn:
        entry = one or other
        assert entry is not None
        if one is None or other is None:
            what = f"«{name}» is to be ignored and is of «{entry.name}»{at(line)}: keep one"
        else:
            what = (
                f"«{name}» belongs to two names, «{one.name}» ({one.label}) and "
                f"«{other.name}» ({other.label}{at(line)}): keep it in one of them"
            )
        self.fail(node, what)

    def _group(self, section: str, node: Node, line: int | None) -> None:
        nodes = self.items(node, section, f"{section}: [[Минобороны, Министерство обороны]]")
        names = tuple(map(self.name, nodes))
        if len({name_key(name) for name in names}) < len(names) or len(names) < 2:
            self.fail(line, f"{section} needs at least two names in a list, and each of them once")
        if section == "merge":
            self.merge.append(names)
        else:
            self.split.append(names)
            self._splits.append((names, line))

    def _check_splits(self) -> None:
        """No two names are to be kept apart that entries and lists join, be it in steps."""
        joined: dict[str, str] = {}  # key to a key of the same entity, nearer to its root

        def root(key: str) -> str:
            while joined.get(key, key) != key:
                key = joined[key]
            return key

        names = [(entry.name, *entry.aliases) for entry in self.entries.values()]
        for first, *others in [*names, *self.merge]:
            for other in others:
                joined[root(name_key(other))] = root(name_key(first))
        for kept_apart, line in self._splits:
            first_of: dict[str, str] = {}  # root to the name that had it
            for other in kept_apart:
                one = first_of.setdefault(root(name_key(other)), other)
                if one is not other:
                    what = f"«{one}» and «{other}» are to be split, and elsewhere they are one"
                    self.fail(line, f"{what} (aliases, merge): take them out of one place")

    def _pattern(self, node: Node) -> None:
        """A pattern of an EntityRuler: a string is a name, a list of tokens is for spaCy."""
        fields = self.fields(node, ("label", "pattern", "id"), "a pattern")
        given = {name: value for name, _, value in fields if not is_null(value)}
        if not {"label", "pattern"} <= given.keys():
            self.fail(node, 'a pattern needs both: {"label": "ORG", "pattern": "Росатом"}')
        label, pattern, name = self.labelled(given["label"]), given["pattern"], given.get("id")
        if isinstance(pattern, SequenceNode):
            if not pattern.value or not all(isinstance(n, MappingNode) for n in pattern.value):
                self.fail(pattern, 'a token pattern is a list like [{"LOWER": "росатом"}]')
            self.check_config(pattern, json.dumps(value_of(pattern)))
            tokens = {"label": label, "pattern": value_of(pattern)}
            self.patterns.append(tokens | ({} if name is None else {"id": self.name(name)}))
            return
        name = pattern if name is None else name
        entry = self.entries.get((label, name_key(self.name(name)))) or self._entry(label, name)
        self._alias(entry, pattern)
