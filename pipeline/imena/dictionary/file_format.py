"""Read the parts of a dictionary of names from nodes, and check that they agree.

YAML files, Python mappings and patterns for spaCy's EntityRuler all become nodes, so that one
reader checks them: no name belongs to two entities, and no two names are both joined and split.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from imena.dictionary.checks import IDS, NO_ID, NodeChecker, in_line
from imena.dictionary.yaml_nodes import is_null, line_of, node_of, value_of
from imena.disjoint_sets import DisjointSets
from imena.forms.name_key import name_key
from imena.schema import LABELS

SECTIONS = (*LABELS, "merge", "split", "ignore")
PLAIN_SECTIONS = ("entries", "patterns")  # `Dictionary.to_dict` has them instead of labels


@dataclass
class ReadEntry:
    """An entry as far as it has been read."""

    name: str
    label: str
    aliases: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)


class DictionaryReader(NodeChecker):
    """Reads one source; its attributes are the parts that were read."""

    def __init__(self, source: str) -> None:
        """Take the name of the file or mapping for messages."""
        super().__init__(source)
        self.entries: dict[tuple[str, str], ReadEntry] = {}  # by label and key
        self.merge: list[tuple[str, ...]] = []
        self.split: list[tuple[str, ...]] = []
        self.ignore: list[str] = []
        self.patterns: list[dict[str, Any]] = []
        # By key the entry that has a name, None if the name is ignored; and the name's line.
        self._owners: dict[str, tuple[ReadEntry | None, int | None]] = {}
        self._splits: list[tuple[tuple[str, ...], int | None]] = []

    def read(self, root: Node) -> None:
        """Read a whole dictionary.

        Raises:
            DictionaryError: the dictionary is invalid.
        """
        if is_null(root):
            return
        plain = PLAIN_SECTIONS if line_of(root) is None else ()
        for section, key, value in self.check_fields(root, (*SECTIONS, *plain), "the dictionary"):
            if is_null(value):
                continue
            if section in LABELS:
                self._read_label(section, value)
            elif section == "entries":
                self._read_plain_entries(value)
            elif section == "patterns":
                for pattern in self.check_items(value, "patterns"):
                    self._read_pattern(pattern)
            elif section == "ignore":
                for item in self.check_items(value, "ignore", "ignore: [Спутник V]"):
                    self._read_ignored(item)
            else:
                example = f"{section}: [[Минобороны, Министерство обороны]]"
                for item in self.check_items(value, section, example):
                    self._read_name_list(section, item, line_of(item) or line_of(key))
        self._check_splits()

    def read_patterns(self, text: str) -> None:
        """Read patterns for spaCy's EntityRuler, one JSON object a line.

        Raises:
            DictionaryError: a pattern is invalid.
        """
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                pattern = json.loads(line)
            except (ValueError, RecursionError) as error:
                self.fail(
                    number, f"not valid JSON ({error}): write each pattern as JSON on one line"
                )
            self._read_pattern(node_of(pattern, number))

    def _read_label(self, label: str, node: Node) -> None:
        if not isinstance(node, MappingNode):
            self.fail(
                node,
                f"{label} must list one name a line, each followed by a colon, such as «Росатом:»",
            )
        for key, value in node.value:
            entry = self._add_entry(label, key)
            if isinstance(value, MappingNode):
                fields = self.check_fields(value, ("aliases", *IDS), f"«{entry.name}»")
                self._read_fields(entry, fields)
            elif not is_null(value):
                self._read_aliases(entry, value)

    def _read_plain_entries(self, node: Node) -> None:
        for item in self.check_items(node, "entries"):
            known = ("name", "label", "aliases", *IDS)
            fields = list(self.check_fields(item, known, "an entry"))
            given = {name: value for name, _, value in fields}
            if not {"name", "label"} <= given.keys():
                self.fail(item, "an entry must have a name and a label")
            entry = self._add_entry(self.check_label(given["label"]), given["name"])
            rest = (each for each in fields if each[0] not in ("name", "label"))
            self._read_fields(entry, rest)

    def _add_entry(self, label: str, node: Node) -> ReadEntry:
        entry = ReadEntry(self.check_name(node), label)
        key = name_key(entry.name)
        if key in self._owners:
            owner, line = self._owners[key]
            if owner is not None and name_key(owner.name) == key and owner.label == label:
                self.fail(node, f"«{entry.name}» occurs twice{in_line(line)}: combine the two")
            self._fail_on_clash(node, entry.name, entry, owner, line)
        self._owners[key] = entry, line_of(node)
        self.entries[label, key] = entry
        return entry

    def _read_fields(self, entry: ReadEntry, fields: Iterator[tuple[str, Node, Node]]) -> None:
        for name, _, value in fields:
            if is_null(value):
                if name in IDS:
                    entry.ids[name] = NO_ID
                continue
            if name == "aliases":
                self._read_aliases(entry, value)
            else:
                entry.ids[name] = self.check_id(name, value)

    def _read_aliases(self, entry: ReadEntry, node: Node) -> None:
        is_one = isinstance(node, ScalarNode)
        for item in [node] if is_one else self.check_items(node, f"«{entry.name}»"):
            self._add_alias(entry, item)

    def _add_alias(self, entry: ReadEntry, node: Node) -> None:
        alias = self.check_name(node)
        owner, line = self._owners.setdefault(name_key(alias), (entry, line_of(node)))
        if owner is not entry:
            self._fail_on_clash(node, alias, entry, owner, line)
        if alias not in (entry.name, *entry.aliases):
            entry.aliases.append(alias)

    def _read_ignored(self, node: Node) -> None:
        name = self.check_name(node)
        owner, line = self._owners.setdefault(name_key(name), (None, line_of(node)))
        if owner is not None:
            self._fail_on_clash(node, name, None, owner, line)
        if name not in self.ignore:
            self.ignore.append(name)

    def _fail_on_clash(
        self,
        node: Node,
        name: str,
        new: ReadEntry | None,
        owner: ReadEntry | None,
        line: int | None,
    ) -> NoReturn:
        """Raise the error of a name that is given to two entries, or to an entry and ignored.

        Args:
            node: where the name is given again.
            name: the name.
            new: the entry that it is given to there; None if it is ignored there.
            owner: the entry that had it before; None if it was ignored.
            line: where it stood before.
        """
        entry = new or owner
        assert entry is not None
        if new is None or owner is None:
            problem = (
                f"«{name}» is ignored, but is also a name of «{entry.name}»{in_line(line)}: "
                "keep one of the two"
            )
        else:
            problem = (
                f"«{name}» belongs to two entries, «{new.name}» ({new.label}) and "
                f"«{owner.name}» ({owner.label}{in_line(line)}): keep it in one of them"
            )
        self.fail(node, problem)

    def _read_name_list(self, section: str, node: Node, line: int | None) -> None:
        """Read a list of names under merge or split."""
        nodes = self.check_items(node, section, f"{section}: [[Минобороны, Министерство обороны]]")
        names = tuple(map(self.check_name, nodes))
        if len({name_key(name) for name in names}) < len(names) or len(names) < 2:
            self.fail(
                line, f"a list under {section} must have at least two names, all of them different"
            )
        if section == "merge":
            self.merge.append(names)
        else:
            self.split.append(names)
            self._splits.append((names, line))

    def _check_splits(self) -> None:
        """Check that no two names of a split are joined by entries and merges, also in steps."""
        joined = DisjointSets()  # of keys
        names = [(entry.name, *entry.aliases) for entry in self.entries.values()]
        for first, *others in [*names, *self.merge]:
            for other in others:
                joined.join(joined.node(name_key(first)), joined.node(name_key(other)))
        for split, line in self._splits:
            name_of_set: dict[int, str] = {}
            for name in split:
                earlier = name_of_set.setdefault(joined.find(joined.node(name_key(name))), name)
                if earlier is not name:
                    problem = (
                        f"«{earlier}» and «{name}» are split here, but joined elsewhere (aliases, "
                        "merge): remove one of the two"
                    )
                    self.fail(line, problem)

    def _read_pattern(self, node: Node) -> None:
        """Read a pattern of an EntityRuler: a string is a name, a list of tokens is for spaCy."""
        fields = self.check_fields(node, ("label", "pattern", "id"), "a pattern")
        given = {name: value for name, _, value in fields if not is_null(value)}
        if not {"label", "pattern"} <= given.keys():
            self.fail(
                node,
                'a pattern must have a label and a pattern: {"label": "ORG", "pattern": "Росатом"}',
            )
        label, pattern, name = self.check_label(given["label"]), given["pattern"], given.get("id")
        if isinstance(pattern, SequenceNode):
            if not pattern.value or not all(isinstance(n, MappingNode) for n in pattern.value):
                self.fail(pattern, 'a token pattern must be a list such as [{"LOWER": "росатом"}]')
            self.check_config(pattern, json.dumps(value_of(pattern)))
            tokens = {"label": label, "pattern": value_of(pattern)}
            self.patterns.append(tokens | ({} if name is None else {"id": self.check_name(name)}))
            return
        name = pattern if name is None else name
        key = name_key(self.check_name(name))
        entry = self.entries.get((label, key)) or self._add_entry(label, name)
        self._add_alias(entry, pattern)
