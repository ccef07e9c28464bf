"""Check single nodes of a dictionary: a name, a list, fields, a label, an id.

Every DictionaryError names the source, the line, the mistake and the remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NoReturn

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from imena.dictionary.yaml_nodes import QUOTING, TAG, is_null, line_of
from imena.errors import DictionaryError
from imena.schema import LABELS

NO_ID = ""  # of an entity that has none, though a gazetteer may give one: «geonames: null»
IDS = {  # kind: pattern, remedy
    "iso": (r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "write a code of ISO 3166, such as RU or RU-MOW"),
    "geonames": (r"[0-9]+", "write a GeoNames id, such as 587084"),
    "wikidata": (r"Q[0-9]+", "write a Wikidata id, such as Q102673"),
}
FOREIGN_LABELS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "LOCATION": "LOC"}  # of other tools
YAML_TYPES = {"bool": "yes or no", "int": "a number", "float": "a number", "timestamp": "a date"}


class NodeChecker:
    """Checks the nodes of one file or mapping."""

    def __init__(self, source: str) -> None:
        """Take the name of the file or mapping for messages."""
        self.source = source

    def check_label(self, node: Node) -> str:
        """Return a node's label.

        Raises:
            DictionaryError: it is not one of `imena.schema.LABELS`.
        """
        label = node.value if isinstance(node, ScalarNode) else "a list"
        if label not in LABELS:
            self.fail(node, f"unknown label {label}{suggestion(label, LABELS)}")
        return str(label)

    def check_id(self, kind: str, node: Node) -> str:
        """Return a node's id as it is written, also where YAML reads a number.

        Args:
            kind: a key of `IDS`.
            node: of the id.

        Raises:
            DictionaryError: ids of this kind look different.
        """
        pattern, remedy = IDS[kind]
        if not isinstance(node, ScalarNode):
            self.fail(node, f"{kind} cannot be a list: {remedy}")
        if node.tag == TAG + "bool" and kind == "iso":  # NO, of Norway
            remedy = f"YAML reads it as yes or no: write it in quotes, '{node.value}'"
        elif re.fullmatch(pattern, node.value):
            return str(node.value)
        self.fail(node, f"{kind} cannot be «{node.value}»: {remedy}")

    def check_name(self, node: Node) -> str:
        """Return a node's name, with single spaces.

        Raises:
            DictionaryError: it is a list, not a string, empty, or cannot be saved in a config.
        """
        if not isinstance(node, ScalarNode):
            self.fail(node, "expected a name, not a list: " + QUOTING)
        if node.tag != TAG + "str" and not is_null(node):
            type_ = YAML_TYPES.get(node.tag.removeprefix(TAG), "something else")
            remedy = f"put it in quotes, '{node.value}'"
            self.fail(node, f"YAML reads «{node.value}» as {type_}, not as a name: {remedy}")
        name = "" if is_null(node) else " ".join(node.value.split())
        if not any(map(str.isalnum, name)):
            self.fail(node, f"a name is empty ({name!r}): fill it in or remove it")
        self.check_config(node, name)
        return name

    def check_config(self, node: Node, text: str) -> None:
        """Raise a DictionaryError for a text that cannot be saved in spaCy's config.

        The pipeline keeps its dictionary there.
        """
        if "${" in text:
            self.fail(node, "spaCy's config would read «${» as a variable: remove it")

    def check_items(
        self, node: Node, owner: str, example: str = "[Росатом, РОСАТОМ]"
    ) -> list[Node]:
        """Return the items of a list.

        Args:
            node: of the list.
            owner: what the list belongs to, for the message.
            example: a list, for the message.
        """
        if not isinstance(node, SequenceNode):
            self.fail(node, f"{owner} must be a list, such as {example}")
        return list(node.value)

    def check_fields(
        self, node: Node, known: tuple[str, ...], owner: str
    ) -> Iterator[tuple[str, Node, Node]]:
        """Yield the name, the key's node and the value's node of each field of a mapping.

        Args:
            node: of the mapping.
            known: the fields that it may have, each at most once.
            owner: what the mapping is, for the message.
        """
        if not isinstance(node, MappingNode):
            self.fail(
                node, f"{owner} must have fields, each followed by a colon: {', '.join(known)}"
            )
        lines: dict[str, int | None] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else "a list"
            if name not in known:
                self.fail(key, f"unknown field {name} in {owner}{suggestion(name, known)}")
            if name in lines:
                self.fail(key, f"{name} occurs twice{in_line(lines[name])}: combine the two")
            lines[name] = line_of(key)
            yield name, key, value

    def fail(self, position: Node | int | None, problem: str) -> NoReturn:
        """Raise a DictionaryError about a node or a line."""
        line = line_of(position) if isinstance(position, Node) else position
        raise DictionaryError(f"{self.source}{in_line(line)}: {problem}")


def in_line(line: int | None) -> str:
    """Format a line for a message: «, line 3»; nothing if it is unknown."""
    return f", line {line}" if line else ""


def suggestion(name: str, known: tuple[str, ...]) -> str:
    """Suggest a known name for an unknown one: «, did you mean PER? choose PER, ORG, LOC»."""
    translated = FOREIGN_LABELS.get(name.upper(), "")
    likely = [translated] if translated in known else []
    likely += [other for other in known if other.lower() == name.lower()]
    likely = likely or get_close_matches(name, known, 1)
    guess = f", did you mean {likely[0]}?" if likely else ":"
    return f"{guess} choose {', '.join(known)}"
