"""The names of a corpus in, its entities out, and who is who of the names of any part of it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena import schema
from imena.dictionary.dictionary import EMPTY, Dictionary
from imena.entities.aggregation.context_table import read_names
from imena.entities.linking.linker import Ids, link
from imena.entities.names.types import Name, Names
from imena.entities.rules.resolve import Resolution, canonical_name, resolve_names
from imena.forms.name_key import name_key

SAME_NAME = "same label and normal form"
FULL_NAME = "its name in full"
ID_BYTES = 8  # 2^64 ids: at 10 million entities the odds of any collision are 1 in 370,000

ENTITIES = pa.schema(
    [
        schema.ENTITIES.field(name)
        for name in ("entity_id", "label", "name", "iso", "geonames", "wikidata", "merge_reason")
    ]
)
WHO = pa.schema(
    [
        pa.field("entity_id", pa.string()),
        pa.field("entity", pa.string()),  # its name
        pa.field("normal", pa.string()),  # where a better one is known than the document's
    ]
)


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of a corpus, and which of them each of its names is."""

    table: pa.Table  # see `ENTITIES`
    entity_of: np.ndarray  # (names that count,) int32, rows of the table
    normals: pa.Array  # (names that count,) string, null where none is better

    def of(self, numbers: np.ndarray) -> pa.Table:
        """Who is who of some names, by number (see `Aggregate.find`): a row each, see `WHO`."""
        rows = pa.array(self.entity_of[numbers])
        return pa.table(
            [
                self.table.column("entity_id").take(rows),
                self.table.column("name").take(rows),
                self.normals.take(pa.array(numbers)),
            ],
            schema=WHO,
        )


def cluster_names(names: pa.Table, dictionary: Dictionary = EMPTY) -> Entities:
    """Decide which names are one entity.

    Args:
        names: see `imena.entities.aggregation.context_table.NAMES`.
        dictionary: the user's own, which overrules everything else.
    """
    found = read_names(names)
    own = np.flatnonzero(pc.is_valid(names.column("digest")).to_numpy())
    resolution = resolve_names(found, dictionary)
    roots, number = np.unique(np.array(resolution.roots)[own], return_inverse=True)
    members = np.split(own[np.argsort(number, kind="stable")], np.cumsum(np.bincount(number)))
    first = names.column("first_doc")
    entities = [
        _Entity(root, rows, found, resolution)
        for root, rows in zip(roots.tolist(), members[:-1], strict=True)
    ]
    _tell_equal_ids_apart(entities, first)
    normals = dict(resolution.normals)
    better = np.flatnonzero(names.column("is_better").to_numpy())
    normals |= {row: resolution.names[row].normal for row in better.tolist()}
    return Entities(
        schema.table(
            {
                "entity_id": [entity.id for entity in entities],
                "label": [entity.label for entity in entities],
                "name": [entity.name for entity in entities],
                "iso": [entity.ids.iso for entity in entities],
                "geonames": [entity.ids.geonames for entity in entities],
                "wikidata": [entity.ids.wikidata for entity in entities],
                "merge_reason": [entity.reason for entity in entities],
            },
            ENTITIES,
        ),
        number.astype(np.int32),
        pa.array([normals.get(row) for row in own.tolist()], pa.string()),
    )


class _Entity:
    """One entity: what it is called, its ids, and why its names belong to it."""

    __slots__ = ("id", "ids", "known_by", "label", "name", "reason", "rows")

    def __init__(
        self, root: int, members: np.ndarray, found: Names, resolution: Resolution
    ) -> None:
        self.rows = members
        rows = members.tolist()
        mentions: Counter[Name] = Counter()
        long: Counter[Name] = Counter()  # those that are short for none
        full: Counter[Name] = Counter()
        labels: Counter[str] = Counter()
        for row in rows:
            name, number = resolution.names[row], found.mentions[row]
            mentions[name] += number
            labels[name.label] += number
            if not resolution.short[row]:
                long[name] += number
                if resolution.full[row]:
                    full[name] += number
        named = long or mentions
        self.label = by_count(labels)[0]
        linked = _linked(named, resolution.surnames)
        self.ids = resolution.ids.get(root, linked)
        if self.ids.wikidata is None:
            self.ids = replace(self.ids, wikidata=linked.wikidata)
        own = root in resolution.named or name_key(self.ids.name) in {n.key for n in mentions}
        self.name = self.ids.name if own else canonical_name(full or named)
        self.known_by = resolution.known_by.get(root) or name_key(self.name)
        self.reason = _reasons(self.name, rows, found, resolution)
        self.id = _digest(self.label, self.known_by)


def _linked(names: Iterable[Name], surnames: Collection[str]) -> Ids:
    """The ids that an entity's names are linked to, if all that are linked agree; else no ids.

    A surname alone says nothing if the corpus has several people of that name.
    """
    found = {
        link(name.label, name.normal)
        for name in names
        if name.label != "LOC" and not (name.label == "PER" and name.key in surnames)
    } - {None}
    only = found.pop() if len(found) == 1 else None
    return Ids("") if only is None else replace(only, name="")


def _digest(label: str, known_by: str) -> str:
    digest = hashlib.blake2b(f"{label}\n{known_by}".encode(), digest_size=ID_BYTES)
    return f"{label}-{digest.hexdigest()}"


def _tell_equal_ids_apart(entities: Iterable[_Entity], first_docs: pa.ChunkedArray) -> None:
    """Two entities of one canonical name are known by more than it: whose they are, their names."""
    same: dict[str, list[_Entity]] = defaultdict(list)
    for entity in entities:
        same[entity.id].append(entity)

    def order(entity: _Entity) -> tuple[str, str, int]:
        first_doc = pc.min(first_docs.take(pa.array(entity.rows))).as_py()
        return entity.reason, first_doc, int(entity.rows[0])

    for group in same.values():
        if len(group) > 1:
            for number, entity in enumerate(sorted(group, key=order)):
                if number:
                    entity.id = _digest(
                        entity.label, f"{entity.known_by}\n{entity.reason}\n{number}"
                    )


def _reasons(name: str, rows: list[int], found: Names, resolution: Resolution) -> str:
    """Why each name joined: «Герасимов»: surname …; names that are the entity's own need none."""
    why: dict[str, Counter[str]] = defaultdict(Counter)
    own = name_key(name)
    for row in rows:
        one = resolution.names[row]
        if one.key != own:
            why[one.normal][resolution.reasons[row] or FULL_NAME] += found.documents[row]
    if not why:
        return SAME_NAME
    return "; ".join(f"{normal}: {by_count(why[normal])[0]}" for normal in sorted(why))


def by_count(counts: Counter[str]) -> list[str]:
    """Most frequent first; ties in alphabetical order, so that document order does not matter."""
    return sorted(counts, key=lambda name: (-counts[name], name))
