"""Mentions in, entities out: who is who in a corpus, as tables.

`imena.entities.resolve` decides which names are one entity; here each entity gets a name, an id
and a row. The id is a digest of what the entity is known by, its label and canonical name or the
id that a gazetteer has for it, so it is the same from run to run and in any order of documents.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena import schema
from imena.entities.dictionary import EMPTY, Dictionary
from imena.entities.keys import entity_key
from imena.entities.link import Ids, link
from imena.entities.names import Name, Names, gather
from imena.entities.resolve import Resolution, canonical_name, resolve_names
from imena.forms.parts import name_parts

SAME_NAME = "same label and normal form"
FULL_NAME = "its name in full"
ID_BYTES = 8  # 2^64 ids: at 10 million entities the odds of any collision are 1 in 370,000


def group(
    mentions: pa.Table, dictionary: Dictionary = EMPTY, *, outer: bool = False
) -> tuple[pa.Table, pa.Table]:
    """Group mentions into entities.

    Args:
        mentions: the mentions' schema without ``entity_id`` and ``entity``, or a part of it; see
            `imena.entities.names.gather`.
        dictionary: the user's own, which overrules everything else.
        outer: leave out the mentions that lie in others, once they have said what they know.

    Returns:
        The mentions with both columns, and the entities, most mentioned first.
    """
    found = gather(mentions)
    resolution = resolve_names(found.names, dictionary)
    members: dict[int, list[int]] = defaultdict(list)
    for name, root in enumerate(resolution.roots):
        members[root].append(name)
    entities = {root: _Entity(root, names, found, resolution) for root, names in members.items()}
    _tell_equal_ids_apart(entities.values())
    mentions = _with_normals(mentions, found.rows, resolution.normals)
    rows = found.rows
    if outer:
        outermost = pc.is_null(mentions.column("nested_in"))
        mentions, rows = mentions.filter(outermost), rows[outermost.to_numpy()]
    roots = np.array(resolution.roots, np.int64)[rows].tolist()
    return (
        _with_entities(mentions, [entities[root] for root in roots]),
        _entity_table(mentions, roots, entities),
    )


class _Entity:
    """One entity: what it is called, its ids, and why its names belong to it."""

    def __init__(self, root: int, members: list[int], found: Names, resolution: Resolution) -> None:
        names = [found.names[i] for i in members]
        full = [found.names[i] for i in members if i not in resolution.short]
        reasons = [resolution.reasons[i] for i in members]
        counts: Counter[str] = Counter()
        for name in names:
            counts[name.label] += name.count
        self.label = _by_count(counts)[0]
        linked = _linked(full or names, resolution.surnames)
        self.ids = resolution.ids.get(root, linked)
        if self.ids.wikidata is None:
            self.ids = replace(self.ids, wikidata=linked.wikidata)
        own = root in resolution.named or entity_key(self.ids.name) in {one.key for one in names}
        self.name = self.ids.name if own else canonical_name(full or names)
        self.known_by = resolution.known_by.get(root) or entity_key(self.name)
        self.first = min(found.documents[name.doc] for name in names)
        self.reason = _reasons(self.name, [name.normal for name in names], reasons)
        self.id = _digest(self.label, self.known_by)


def _linked(names: list[Name], surnames: Collection[str]) -> Ids:
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


def _tell_equal_ids_apart(entities: Iterable[_Entity]) -> None:
    """Two entities of one canonical name are known by more than it: whose they are, their names."""
    same: dict[str, list[_Entity]] = defaultdict(list)
    for entity in entities:
        same[entity.id].append(entity)
    for group_ in same.values():
        if len(group_) > 1:
            for number, entity in enumerate(
                sorted(group_, key=lambda one: (one.reason, one.first))
            ):
                if number:
                    entity.id = _digest(
                        entity.label, f"{entity.known_by}\n{entity.reason}\n{number}"
                    )


def _reasons(name: str, normals: list[str], reasons: list[str | None]) -> str:
    """Why each name joined: «Герасимов»: surname …; names that are the entity's own need none."""
    why: dict[str, Counter[str]] = defaultdict(Counter)
    own = entity_key(name)
    for normal, reason in zip(normals, reasons, strict=True):
        if entity_key(normal) != own:
            why[normal][reason or FULL_NAME] += 1
    if not why:
        return SAME_NAME
    return "; ".join(f"{normal}: {_by_count(why[normal])[0]}" for normal in sorted(why))


def _with_normals(mentions: pa.Table, rows: np.ndarray, normals: dict[int, str]) -> pa.Table:
    """The mentions with the normal forms, and parts of them, that the corpus knows better."""
    changed = np.flatnonzero(np.isin(rows, list(normals))).tolist()
    if not changed:
        return mentions
    found = {row: normals[int(rows[row])] for row in changed}
    for name, part in (("normal", None), ("first", 0), ("middle", 1), ("last", 2)):
        if name in mentions.column_names:
            values = mentions.column(name).to_pylist()
            for row, normal in found.items():
                values[row] = normal if part is None else name_parts(normal)[part]
            place = mentions.schema.get_field_index(name)
            field = mentions.schema.field(place)
            mentions = mentions.set_column(place, field, pa.array(values, field.type))
    return mentions


def _with_entities(mentions: pa.Table, entities: list[_Entity]) -> pa.Table:
    columns = {
        "entity_id": pa.array([entity.id for entity in entities], pa.string()),
        "entity": pa.array([entity.name for entity in entities], pa.string()),
    }
    kept = [name for name in mentions.column_names if name not in columns]
    fields = {field.name: field for field in schema.MENTIONS}
    ordered = [n for n in schema.MENTIONS.names if n in columns or n in kept]
    ordered += [name for name in kept if name not in fields]
    return pa.table(
        [columns[name] if name in columns else mentions.column(name) for name in ordered],
        schema=pa.schema([fields.get(n) or mentions.schema.field(n) for n in ordered]),
    )


def _entity_table(mentions: pa.Table, roots: list[int], entities: dict[int, _Entity]) -> pa.Table:
    surfaces: dict[int, Counter[str]] = defaultdict(Counter)
    documents: dict[int, set[str]] = defaultdict(set)
    first: dict[int, str] = {}
    scores: dict[int, list[float]] = defaultdict(list)
    texts = mentions.column("text" if "text" in mentions.column_names else "normal").to_pylist()
    given = mentions.column("score").to_pylist() if "score" in mentions.column_names else None
    for row, (root, doc) in enumerate(
        zip(roots, mentions.column("doc_id").to_pylist(), strict=True)
    ):
        surfaces[root][texts[row]] += 1
        documents[root].add(doc)
        first.setdefault(root, doc)
        if given is not None and given[row] is not None:
            scores[root].append(given[row])
    order = sorted(surfaces, key=lambda r: (-surfaces[r].total(), entities[r].name, entities[r].id))
    found = [entities[root] for root in order]
    columns: dict[str, list[Any]] = {
        "entity_id": [entity.id for entity in found],
        "label": [entity.label for entity in found],
        "name": [entity.name for entity in found],
        "aliases": [_by_count(surfaces[root]) for root in order],
        "n_mentions": [surfaces[root].total() for root in order],
        "n_docs": [len(documents[root]) for root in order],
        "first_doc": [first[root] for root in order],
        "iso": [entity.ids.iso for entity in found],
        "geonames": [entity.ids.geonames for entity in found],
        "wikidata": [entity.ids.wikidata for entity in found],
        "score_mean": [
            sum(scores[root]) / len(scores[root]) if scores[root] else None for root in order
        ],
        "merge_reason": [entity.reason for entity in found],
    }
    return schema.table(columns, schema.ENTITIES)


def _by_count(counts: Counter[str]) -> list[str]:
    """Most frequent first; ties in alphabetical order, so that document order does not matter."""
    return sorted(counts, key=lambda name: (-counts[name], name))
