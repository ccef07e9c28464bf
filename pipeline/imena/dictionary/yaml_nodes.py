"""Parse YAML text, and convert plain Python values, into PyYAML's nodes.

Nodes know their lines, keep a key that is given twice, and still have «No» where YAML means false.
No Python object is ever constructed from a file.
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
TYPE_NAMES = ((str, "str"), (bool, "bool"), (int, "int"), (float, "float"), (type(None), "null"))
MAX_DEPTH = 8  # levels of Python values; what is nested deeper becomes one scalar
QUOTING = "put a name with a colon, a # or an initial quote in '…'"


def compose(text: str, source: str) -> Node | None:
    """Parse YAML text.

    Args:
        text: the text.
        source: the name of the text for messages.

    Returns:
        The root node; None for an empty text.

    Raises:
        DictionaryError: the text is not YAML.
    """
    unprintable = Reader.NON_PRINTABLE.search(text)
    if unprintable:
        number = text.count("\n", 0, unprintable.start()) + 1
        problem = f"the character {unprintable[0]!r} is not allowed in YAML: remove it"
        raise DictionaryError(f"{source}, line {number}: {problem}")
    try:
        root: Node | None = yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise DictionaryError(f"{source}{line}: not valid YAML ({problem}): {QUOTING}") from None
    return root


def node_of(value: Any, line: int | None = None, depth: int = 0) -> Node:
    """Convert plain Python values into a node.

    Args:
        value: mappings, lists, strings, numbers, booleans, None.
        line: the line of a file that the value was read from.
        depth: how many levels lie above the value.
    """
    mark = None if line is None else yaml.Mark("", 0, line - 1, 0, None, 0)
    if isinstance(value, Mapping) and depth < MAX_DEPTH:
        pairs = [
            (node_of(key, line, MAX_DEPTH), node_of(item, line, depth + 1))
            for key, item in value.items()
        ]
        return MappingNode(TAG + "map", pairs, mark, mark)
    if isinstance(value, (list, tuple)) and depth < MAX_DEPTH:
        items = [node_of(item, line, depth + 1) for item in value]
        return SequenceNode(TAG + "seq", items, mark, mark)
    type_name = next((name for type_, name in TYPE_NAMES if isinstance(value, type_)), "python")
    return ScalarNode(TAG + type_name, str(value), mark, mark)


def value_of(node: Node) -> Any:
    """Convert a node into plain Python values, as `node_of` took them; JSON's types only."""
    if isinstance(node, MappingNode):
        return {value_of(key): value_of(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [value_of(item) for item in node.value]
    type_name = node.tag.removeprefix(TAG)
    if type_name == "bool":
        return node.value == "True"
    if type_name == "null":
        return None
    return {"int": int, "float": float}.get(type_name, str)(node.value)


def line_of(node: Node) -> int | None:
    """Return the line of a node, from 1; None if it comes from Python."""
    return node.start_mark.line + 1 if node.start_mark else None


def is_null(node: Node) -> bool:
    """Return whether a node is empty or null."""
    return bool(node.tag == TAG + "null")
