"""Read a dictionary of names from YAML text that a web page sends, and write one as YAML text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from imena.dictionary.dictionary import EMPTY, Dictionary, from_reader
from imena.dictionary.file_format import DictionaryReader
from imena.dictionary.yaml_nodes import compose, node_of
from imena.errors import DictionaryError

SOURCE = "the dictionary"  # how messages call the text
HEADER = """\
# A dictionary of names: imena extract INPUT -o OUT --dictionary names.yaml
# What it may say is in docs/dictionary.md of imena.
"""
# A text comes from a browser and somebody waits for the answer. Chosen by hand; not tuned.
MAX_CHARACTERS = 1_000_000  # half a minute to read and check
MAX_SPLIT_NAMES = 100  # of one list: each name is kept apart from each other, so pairs are squared

LAYOUT: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": float("inf")}


def read_text(source: str | Mapping[str, Any] | None) -> Dictionary:
    """Read a dictionary from YAML text, or from a mapping with the keys of the YAML file.

    Raises:
        DictionaryError: there is a mistake in it, whose line the message names; or it is larger
            than a web page takes.

    >>> read_text("LOC: {Баку: [Баку-сити]}").find("LOC", "баку-сити").name
    'Баку'
    """
    if source is None:
        return EMPTY
    if isinstance(source, str):
        _check_size(source)
        root = compose(source, SOURCE)
    else:
        plain = json.dumps(source, ensure_ascii=False)
        _check_size(plain)
        try:
            plain.encode("utf-8")
        except UnicodeEncodeError:
            raise DictionaryError(f"{SOURCE} contains a lone surrogate: repair it") from None
        root = node_of(source)
    reader = DictionaryReader(SOURCE)
    if root is not None:
        reader.read(root)
    if reader.patterns:
        # A token pattern may hold a regular expression that takes for ever.
        raise DictionaryError(
            f"{SOURCE} has token patterns, which the web page does not support: use imena extract"
        )
    if any(len(names) > MAX_SPLIT_NAMES for names in reader.split):
        raise DictionaryError(
            f"{SOURCE} has a list of more than {MAX_SPLIT_NAMES} names under split: use imena "
            "extract"
        )
    return from_reader(reader)


def _check_size(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise DictionaryError(
            f"{SOURCE} has more than {MAX_CHARACTERS:,} characters: use imena extract"
        )


def write_text(mapping: Mapping[str, Any]) -> str:
    """Write a mapping as the text of a dictionary file.

    >>> print(write_text({"LOC": {"Баку": None}, "ignore": ["1990"]}))
    # A dictionary of names: imena extract INPUT -o OUT --dictionary names.yaml
    # What it may say is in docs/dictionary.md of imena.
    LOC:
      Баку: null
    ignore:
    - '1990'
    <BLANKLINE>
    """
    return HEADER + (yaml.dump(dict(mapping), Dumper=_Dumper, **LAYOUT) if mapping else "")


class _Dumper(yaml.SafeDumper):
    """Write equal lists in full instead of as YAML anchors, which are hard to read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
