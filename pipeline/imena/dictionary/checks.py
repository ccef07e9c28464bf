"""A node in, what it ought to be out: a name, a list, fields, a label, an id.

What it is not is a DictionaryError with the source, the line, what is wrong there and what to do.
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

IDS = {
    "iso": (r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "a code of ISO 3166 is like RU or RU-MOW"),
    "geonames": (r"[0-9]+", "an id of GeoNames is a number, like 587084"),
    "wikidata": (r"Q[0-9]+", "an id of Wikidata is like Q102673"),
}
OTHER_LABELS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "LOCATION": "LOC"}  # of other models
READ_AS = {"bool": "yes or no", "int": "a number", "float": "a number", "timestamp": "a date"}


class Source:
    """One file or mapping."""

    def __init__(self, where: str) -> None:
        """``where`` is what messages call it."""
        self.where = where

    def labelled(self, node: Node) -> str:
        """One of the labels."""
        label = node.value if isinstance(node, ScalarNode) else "a list"
        if label not in LABELS:
            self.fail(node, f"there is no label {label}{meant(label, LABELS)}")
        return str(label)

    def id_(self, kind: str, node: Node) -> str:
        """An id of this kind; YAML's numbers are taken as they are written."""
        pattern, remedy = IDS[kind]
        if not isinstance(node, ScalarNode):
            self.fail(node, f"{kind} cannot be a list: {remedy}")
        if node.tag == TAG + "bool" and kind == "iso":  # Norway
            remedy = f"YAML reads it as yes or no, write it in quotes, '{node.value}'"
        elif re.fullmatch(pattern, node.value):
            return str(node.value)
        self.fail(node, f"{kind} cannot be «{node.value}»: {remedy}")

    def name(self, node: Node) -> str:
        """A name, its spacing made even."""
        if not isinstance(node, ScalarNode):
            self.fail(node, "a name was expected here, not a list of them; " + QUOTING)
        if node.tag != TAG + "str" and not is_null(node):
            kind = READ_AS.get(node.tag.removeprefix(TAG), "something else")
            remedy = f"put it in quotes, '{node.value}'"
            self.fail(node, f"«{node.value}» is read as {kind}, not as a name: {remedy}")
        name = "" if is_null(node) else " ".join(node.value.split())
        if not any(map(str.isalnum, name)):
            self.fail(node, f"a name is empty ({name!r}): write one or take it out")
        self.check_config(node, name)
        return name

    def check_config(self, node: Node, text: str) -> None:
        """Raise the error of a text that spaCy's config, where names are kept, cannot hold."""
        if "${" in text:
            self.fail(node, "«${» would be a variable in spaCy's config: take it out")

    def items(self, node: Node, what: str, example: str = "[Росатом, РОСАТОМ]") -> list[Node]:
        """The items of a list."""
        if not isinstance(node, SequenceNode):
            self.fail(node, f"{what} must have a list, like {example}")
        return list(node.value)

    def fields(
        self, node: Node, known: tuple[str, ...], what: str
    ) -> Iterator[tuple[str, Node, Node]]:
        """The fields of a mapping with their keys' nodes and their values."""
        if not isinstance(node, MappingNode):
            self.fail(node, f"{what} must have fields: {', '.join(known)}, each with a colon")
        seen: dict[str, int | None] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else "a list"
            if name not in known:
                self.fail(key, f"{what} has no field {name}{meant(name, known)}")
            if name in seen:
                self.fail(key, f"{name} is there twice{at(seen[name])}: join the two")
            seen[name] = line_of(key)
            yield name, key, value

    def fail(self, place: Node | int | None, what: str) -> NoReturn:
        """Say what is wrong at a node or in a line."""
        line = line_of(place) if isinstance(place, Node) else place
        raise DictionaryError(f"{self.where}{f', line {line}' if line else ''}: {what}")


def at(line: int | None) -> str:
    """Another line that a message speaks of."""
    return f", line {line}" if line else ""


def meant(name: str, known: tuple[str, ...]) -> str:
    """«, did you mean PER? there is PER, ORG, LOC»."""
    near = [OTHER_LABELS.get(name.upper(), ""), *(k for k in known if k.lower() == name.lower())]
    near = [k for k in near if k in known] or get_close_matches(name, known, 1)
    guess = f", did you mean {near[0]}?" if near else ":"
    return f"{guess} there is {', '.join(known)}"
