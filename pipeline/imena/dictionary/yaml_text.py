"""A dictionary of names as YAML text: read from what a browser sends, written for a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from imena.dictionary.dictionary import EMPTY, Dictionary, built
from imena.dictionary.file_format import Reader
from imena.dictionary.yaml_nodes import compose, node_of
from imena.errors import DictionaryError
from imena.web.limits import MAX_DICTIONARY, MAX_SPLIT

WHERE = "the dictionary"
HEADER = """\
# A dictionary of names: imena extract INPUT -o OUT --dictionary names.yaml
# What it may say is in docs/dictionary.md of imena.
"""


def read(source: str | Mapping[str, Any] | None) -> Dictionary:
    """The dictionary that a YAML text, or a mapping of the same shape, says.

    Raises:
        DictionaryError: something in it is wrong, and the message has the line; or it is more than
            the page takes.

    >>> read("LOC: {Баку: [Баку-сити]}").find("LOC", "баку-сити").name
    'Баку'
    """
    if source is None:
        return EMPTY
    if isinstance(source, str):
        _check_size(source)
        root = compose(source, WHERE)
    else:
        plain = json.dumps(source, ensure_ascii=False)
        _check_size(plain)
        try:
            plain.encode("utf-8")
        except UnicodeEncodeError:
            raise DictionaryError(f"{WHERE} holds half of a surrogate pair: repair it") from None
        root = node_of(source)
    reader = Reader(WHERE)
    if root is not None:
        reader.read(root)
    if reader.patterns:
        # A pattern may hold a regular expression that no one waits for the end of.
        raise DictionaryError(
            f"{WHERE} has token patterns, which the page does not take: use imena extract"
        )
    if any(len(names) > MAX_SPLIT for names in reader.split):
        raise DictionaryError(
            f"{WHERE} has more than {MAX_SPLIT} names in one list under split: use imena extract"
        )
    return built(reader)


def _check_size(text: str) -> None:
    if len(text) > MAX_DICTIONARY:
        raise DictionaryError(
            f"{WHERE} has more than {MAX_DICTIONARY:,} characters: use imena extract"
        )


def written(mapping: Mapping[str, Any]) -> str:
    """The text of the file that says the same as the mapping.

    >>> print(written({"LOC": {"Баку": None}, "ignore": ["1990"]}))
    # A dictionary of names: imena extract INPUT -o OUT --dictionary names.yaml
    # What it may say is in docs/dictionary.md of imena.
    LOC:
      Баку: null
    ignore:
    - '1990'
    <BLANKLINE>
    """
    return HEADER + (yaml.dump(dict(mapping), Dumper=_Dumper, **LAYOUT) if mapping else "")


LAYOUT: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": float("inf")}


class _Dumper(yaml.SafeDumper):
    """Writes a list that is there twice twice: names are for people to read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
