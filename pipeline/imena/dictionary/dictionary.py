"""The user's own dictionary of names: a file or a mapping in, entries that can be looked up out.

How one is written is in docs/dictionary.md; what is wrong with one is found in
`imena.dictionary.file_format`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from imena.dictionary.file_format import Reader
from imena.dictionary.yaml_nodes import compose, node_of
from imena.errors import DictionaryError
from imena.forms.name_key import name_key

PATTERNS_SUFFIX = ".jsonl"  # spaCy's EntityRuler writes its patterns so


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity of the dictionary: its canonical name, how else it is called, and its ids."""

    name: str
    label: str
    aliases: tuple[str, ...] = ()
    iso: str | None = None
    geonames: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True)
class Dictionary:
    """The names that a user has listed."""

    entries: tuple[Entry, ...] = ()
    merge: tuple[tuple[str, ...], ...] = ()  # each: names of one entity, its own first
    split: tuple[tuple[str, ...], ...] = ()  # each: names of which no two are one entity
    ignore: tuple[str, ...] = ()
    patterns: tuple[dict[str, Any], ...] = ()  # token patterns of spaCy's EntityRuler

    def find(self, label: str, name: str) -> Entry | None:
        """The entry with this canonical name or alias; case, ё, quotes and spacing do not matter.

        >>> found = read_dictionary({"ORG": {"Росатом": ["Госкорпорация «Росатом»"]}})
        >>> found.find("ORG", 'госкорпорация "Росатом"').name
        'Росатом'
        """
        return self._by_key.get((label, name_key(name)))

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, strings and dictionaries, which `from_dict` reads; empty parts are left out.

        Names are values, never keys: spaCy's config cuts a key at each of its dots.
        """
        entries = [
            {field: value for field, value in asdict(entry).items() if value}
            for entry in self.entries
        ]
        plain = {
            "entries": entries,
            "merge": self.merge,
            "split": self.split,
            "ignore": self.ignore,
            "patterns": self.patterns,
        }
        found: dict[str, Any] = json.loads(json.dumps({k: v for k, v in plain.items() if v}))
        return found

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Dictionary:
        """The dictionary that `to_dict` gave, or one that is written as the file is.

        Raises:
            DictionaryError: it is neither.
        """
        reader = Reader("the dictionary")
        reader.read(node_of(plain))
        return built(reader)

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Entry]:
        return {
            (entry.label, name_key(name)): entry
            for entry in self.entries
            for name in (entry.name, *entry.aliases)
        }


EMPTY = Dictionary()


def read_dictionary(source: str | Path | Mapping[str, Any] | Dictionary | None) -> Dictionary:
    """Read a dictionary of names.

    Args:
        source: the path of a YAML file, or of a ``.jsonl`` file with patterns of spaCy's
            EntityRuler; or what such a YAML file says, as a mapping; None is the empty dictionary.

    Raises:
        DictionaryError: there is no such file, or something in it is wrong; the message says on
            which line, and what to do.
    """
    if source is None:
        return EMPTY
    if isinstance(source, Dictionary):
        return source
    if isinstance(source, Mapping):
        return Dictionary.from_dict(source)
    if not isinstance(source, (str, Path)):
        raise DictionaryError(
            f"a dictionary cannot be read from {type(source).__name__}: pass a path or a mapping"
        )
    path = Path(source)
    text = _text(path)
    reader = Reader(str(path))
    if path.suffix.lower() == PATTERNS_SUFFIX:
        reader.read_patterns(text)
    else:
        root = compose(text, str(path))
        if root is not None:
            reader.read(root)
    return built(reader)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DictionaryError(f"no dictionary {path}: check the path") from None
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        raise DictionaryError(f"the dictionary {path} cannot be read: {error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DictionaryError(f"{path}, line {line}: this is not UTF-8: save it as UTF-8") from None


def built(reader: Reader) -> Dictionary:
    """What a reader has found, as a dictionary."""
    entries = tuple(
        Entry(found.name, found.label, tuple(found.aliases), **found.ids)
        for found in reader.entries.values()
    )
    return Dictionary(
        entries,
        tuple(reader.merge),
        tuple(reader.split),
        tuple(reader.ignore),
        tuple(reader.patterns),
    )
