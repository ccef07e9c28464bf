"""Mentions in, entities out: the same label and the same normal form are one entity.

The id of an entity is a digest of its label and folded normal form alone, so it is the same from
run to run, in any order of documents and in any corpus.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from imena import schema

MERGE_REASON = "same label and normal form"
QUOTES = re.compile(r"[«»„“”\"'’`]")
ID_BYTES = 8  # 2^64 ids: at 10 million entities the odds of any collision are 1 in 370,000


@dataclass
class _Entity:
    """What is counted of one entity while the mentions go by."""

    label: str
    names: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    first_doc: str = ""
    scores: list[float] = field(default_factory=list)


def entity_key(normal: str) -> str:
    """A normal form without what does not make another entity: case, ё, quotes, spacing.

    >>> entity_key("Вооружённые Силы") == entity_key("вооруженные  силы")
    True
    """
    folded = QUOTES.sub("", normal).casefold().replace("ё", "е")
    return re.sub(r"\s+", " ", folded).strip()


def entity_id(label: str, normal: str) -> str:
    """``PER-5f0c…``: the label and a digest of the key."""
    digest = hashlib.blake2b(f"{label}\n{entity_key(normal)}".encode(), digest_size=ID_BYTES)
    return f"{label}-{digest.hexdigest()}"


def group(mentions: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Group mentions into entities.

    Args:
        mentions: the mentions' schema without ``entity_id`` and ``entity``.

    Returns:
        The mentions with both columns, and the entities, most mentioned first.
    """
    rows = {
        name: mentions.column(name).to_pylist()
        for name in ("doc_id", "label", "text", "normal", "score")
    }
    ids: list[str] = []
    entities: dict[str, _Entity] = {}
    for doc_id, label, text, normal, score in zip(*rows.values(), strict=True):
        id_ = entity_id(label, normal)
        ids.append(id_)
        entity = entities.setdefault(id_, _Entity(label, first_doc=doc_id))
        entity.names[normal] += 1
        entity.surfaces[text] += 1
        entity.documents.add(doc_id)
        if score is not None:
            entity.scores.append(score)

    names = {id_: _most_frequent(entity.names)[0] for id_, entity in entities.items()}
    found = {
        "entity_id": pa.array(ids, pa.string()),
        "entity": pa.array([names[id_] for id_ in ids], pa.string()),
    }
    columns = [
        found[name] if name in found else mentions.column(name) for name in schema.MENTIONS.names
    ]
    table = pa.Table.from_arrays(columns, schema=schema.MENTIONS)
    return table, _entity_table(entities, names)


def _entity_table(entities: dict[str, _Entity], names: dict[str, str]) -> pa.Table:
    order = sorted(entities, key=lambda id_: (-entities[id_].names.total(), names[id_], id_))
    found = [entities[id_] for id_ in order]
    columns: dict[str, list[Any]] = {
        "entity_id": order,
        "label": [entity.label for entity in found],
        "name": [names[id_] for id_ in order],
        "aliases": [_most_frequent(entity.surfaces) for entity in found],
        "n_mentions": [entity.names.total() for entity in found],
        "n_docs": [len(entity.documents) for entity in found],
        "first_doc": [entity.first_doc for entity in found],
        "score_mean": [
            sum(entity.scores) / len(entity.scores) if entity.scores else None for entity in found
        ],
        "merge_reason": [MERGE_REASON] * len(found),
    }
    return schema.table(columns, schema.ENTITIES)


def _most_frequent(counts: Counter[str]) -> list[str]:
    """Most frequent first; ties in alphabetical order, so that document order does not matter."""
    return sorted(counts, key=lambda name: (-counts[name], name))
