"""Mentions in, and who is who of their names, mentions of entities out."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena import schema
from imena.forms.name_parts import name_parts

PARTS = (("normal", None), ("first", 0), ("middle", 1), ("last", 2))


def assign(
    mentions: pa.Table, name_of: np.ndarray, who: pa.Table, *, outer: bool = False
) -> pa.Table:
    """The mentions with the columns of entities, and normal forms that the corpus knows better.

    Args:
        mentions: of some documents, without the columns of entities.
        name_of: (mentions,) which name each is, see `imena.entities.aggregation.aggregate.names_of`.
        who: who is who of these names, see `imena.entities.cluster.Entities.of`.
        outer: leave out the mentions that lie in others, and number the rest anew.
    """
    mentions = _with_normals(mentions, name_of, who.column("normal"))
    if outer:
        outermost = pc.is_null(mentions.column("nested_in"))
        mentions, name_of = mentions.filter(outermost), name_of[outermost.to_numpy()]
        mentions = _renumbered(mentions)
    rows = pa.array(name_of)
    columns = {name: who.column(name).take(rows) for name in ("entity_id", "entity")}
    kept = [name for name in mentions.column_names if name not in columns]
    fields = {field.name: field for field in schema.MENTIONS}
    ordered = [n for n in schema.MENTIONS.names if n in columns or n in kept]
    ordered += [name for name in kept if name not in fields]
    return pa.table(
        [columns[name] if name in columns else mentions.column(name) for name in ordered],
        schema=pa.schema([fields.get(n) or mentions.schema.field(n) for n in ordered]),
    )


def _with_normals(mentions: pa.Table, name_of: np.ndarray, normals: pa.ChunkedArray) -> pa.Table:
    found = normals.to_pylist()
    better = np.array([normal is not None for normal in found], bool)
    changed = np.flatnonzero(better[name_of]).tolist()
    if not changed:
        return mentions
    for name, part in PARTS:
        if name in mentions.column_names:
            values = mentions.column(name).to_pylist()
            for row in changed:
                normal = found[name_of[row]]
                values[row] = normal if part is None else name_parts(normal)[part]
            place = mentions.schema.get_field_index(name)
            field = mentions.schema.field(place)
            mentions = mentions.set_column(place, field, pa.array(values, field.type))
    return mentions


def _renumbered(mentions: pa.Table) -> pa.Table:
    """The mentions with new ordinals, where rows of some documents were left out."""
    if "mention_id" not in mentions.column_names:
        return mentions
    docs = mentions.column("doc_id").combine_chunks().dictionary_encode().indices.to_numpy()
    first = np.flatnonzero(np.diff(docs, prepend=-1))
    number = np.arange(len(docs)) - np.repeat(first, np.diff(first, append=len(docs)))
    place = mentions.schema.get_field_index("mention_id")
    field = mentions.schema.field(place)
    return mentions.set_column(place, field, pa.array(number, pa.int32()))
