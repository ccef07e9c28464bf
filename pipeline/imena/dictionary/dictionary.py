"""The user's dictionary of names: read it and look names up in it.

docs/dictionary.md describes the file; `imena.dictionary.file_format` reads and checks it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from imena.dictionary.checks import NO_ID
from imena.dictionary.file_format import DictionaryReader
from imena.dictionary.yaml_nodes import compose, node_of
from imena.errors import DictionaryError
from imena.forms.name_key import name_key

PATTERNS_SUFFIX = ".jsonl"  # of files with patterns for spaCy's EntityRuler


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity of the dictionary: its canonical name, label, aliases and ids.

    An id that is None is left to the gazetteers; `NO_ID` takes theirs away.
    """

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
    merge: tuple[tuple[str, ...], ...] = ()  # names of one entity, the canonical name first
    split: tuple[tuple[str, ...], ...] = ()  # names of which no two are one entity
    ignore: tuple[str, ...] = ()
    patterns: tuple[dict[str, Any], ...] = ()  # token patterns for spaCy's EntityRuler

    def find(self, label: str, name: str) -> Entry | None:
        """Return the entry that has a name as its canonical name or alias.

        Case, ё, quotes, dashes and spacing do not count.

        >>> dictionary = read_dictionary({"ORG": {"Росатом": ["Госкорпорация «Росатом»"]}})
        >>> dictionary.find("ORG", 'госкорпорация "Росатом"').name
        'Росатом'
        """
        return self._by_key.get((label, name_key(name)))

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, strings and dictionaries, which `from_dict` reads.

        Empty parts are left out. Names are values and never keys, since spaCy's config cuts a key
        at its dots.
        """
        entries = [
            {
                field: None if value == NO_ID else value
                for field, value in asdict(entry).items()
                if value or value == NO_ID
            }
            for entry in self.entries
        ]
        parts = {
            "entries": entries,
            "merge": self.merge,
            "split": self.split,
            "ignore": self.ignore,
            "patterns": self.patterns,
        }
        plain: dict[str, Any] = json.loads(json.dumps({k: v for k, v in parts.items() if v}))
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Dictionary:
        """Return the dictionary that `to_dict` gave, or that a mapping like the file describes.

        Raises:
            DictionaryError: it is neither.
        """
        reader = DictionaryReader("the dictionary")
        reader.read(node_of(plain))
        return from_reader(reader)

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
        source: the path of a YAML file, or of a ``.jsonl`` file with patterns for spaCy's
            EntityRuler; or a mapping with the keys of the YAML file. None is the empty dictionary.

    Raises:
        DictionaryError: the file cannot be read, or there is a mistake in it; the message names
            the line and the remedy.
    """
    if source is None:
        return EMPTY
    if isinstance(source, Dictionary):
        return source
    if isinstance(source, Mapping):
        return Dictionary.from_dict(source)
    if not isinstance(source, (str, Path)):
        raise DictionaryError(
            f"a dictionary cannot be {type(source).__name__}: pass a path or a mapping"
        )
    path = Path(source)
    text = _read_utf8(path)
    reader = DictionaryReader(str(path))
    if path.suffix.lower() == PATTERNS_SUFFIX:
        reader.read_patterns(text)
    else:
        root = compose(text, str(path))
        if root is not None:
            reader.read(root)
    return from_reader(reader)


def _read_utf8(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DictionaryError(f"the dictionary {path} does not exist: check the path") from None
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        raise DictionaryError(f"cannot read the dictionary {path}: {error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DictionaryError(
            f"{path}, line {line}: not valid UTF-8: save the file as UTF-8"
        ) from None


def from_reader(reader: DictionaryReader) -> Dictionary:
    """Return the dictionary that a reader has read."""
    entries = tuple(
        Entry(entry.name, entry.label, tuple(entry.aliases), **entry.ids)
        for entry in reader.entries.values()
    )
    return Dictionary(
        entries,
        tuple(reader.merge),
        tuple(reader.split),
        tuple(reader.ignore),
        tuple(reader.patterns),
    )
