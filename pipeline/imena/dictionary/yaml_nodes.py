"""YAML or plain Python values in, PyYAML's nodes out, which know their lines.

Nodes, and not Python objects, because they show a key that is there twice and still have «No» where
YAML means false; and nothing that a file says is ever constructed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import Reader

from imena.errors import DictionaryError

TAG = "tag:yaml.org,2002:"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS = ((str, "str"), (bool, "bool"), (int, "int"), (float, "float"), (type(None), "null"))
DEEPEST = 8  # levels of Python values; below them whatever there is counts as one thing
QUOTING = "a name with a colon, a # or a quote at its start goes into '…'"


def compose(text: str, where: str) -> Node | None:
    """The root of a YAML text; None where it says nothing.

    Raises:
        DictionaryError: the text is no YAML.
    """
    unprintable = Reader.NON_PRINTABLE.search(text)
    if unprintable:
        number = text.count("\n", 0, unprintable.start()) + 1
        what = f"the character {unprintable[0]!r} cannot be in YAML: take it out"
        raise DictionaryError(f"{where}, line {number}: {what}")
    try:
        root: Node | None = yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise DictionaryError(f"{where}{line}: this is not YAML ({problem}): {QUOTING}") from None
    return root


def node_of(value: Any, line: int | None = None, depth: int = 0) -> Node:
    """Plain Python values as a node that stands on this line."""
    mark = None if line is None else yaml.Mark("", 0, line - 1, 0, None, 0)
    if isinstance(value, Mapping) and depth < DEEPEST:
        pairs = [(node_of(k, line, DEEPEST), node_of(v, line, depth + 1)) for k, v in value.items()]
        return MappingNode(TAG + "map", pairs, mark, mark)
    if isinstance(value, (list, tuple)) and depth < DEEPEST:
        items = [node_of(item, line, depth + 1) for item in value]
        return SequenceNode(TAG + "seq", items, mark, mark)
    kind = next((name for type_, name in KINDS if isinstance(value, type_)), "python")
    return ScalarNode(TAG + kind, str(value), mark, mark)


def value_of(node: Node) -> Any:
    """The inverse of `node_of`, for values of JSON."""
    if isinstance(node, MappingNode):
        return {value_of(key): value_of(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [value_of(item) for item in node.value]
    kind = node.tag.removeprefix(TAG)
    if kind == "bool":
        return node.value == "True"
    if kind == "null":
        return None
    return {"int": int, "float": float}.get(kind, str)(node.value)


def line_of(node: Node) -> int | None:
    """The line of a node, from 1."""
    return node.start_mark.line + 1 if node.start_mark else None


def is_null(node: Node) -> bool:
    """Whether nothing is said here."""
    return bool(node.tag == TAG + "null")
