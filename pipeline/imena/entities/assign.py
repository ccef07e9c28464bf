"""Assign the entities of a corpus to mentions, and correct the normal forms of mentions."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena import schema
from imena.forms.name_parts import name_parts

# Columns that come from the normal form; the number is the part of a person's name.
NORMAL_COLUMNS = (("normal", None), ("first", 0), ("middle", 1), ("last", 2))


def assign(
    mentions: pa.Table, name_of: np.ndarray, assignment: pa.Table, *, outer: bool = False
) -> pa.Table:
    """Add the columns of entities to mentions.

    Args:
        mentions: of some documents, without the columns of entities.
        name_of: (mentions,) number of each mention's name, see
            `imena.entities.aggregation.aggregate.names_of`.
        assignment: the entities of these names, see `imena.entities.cluster.Entities.assignment`.
        outer: leave out mentions that lie in others, and number the rest anew.

    Returns:
        The mentions, with normal forms that the corpus has corrected.
    """
    mentions = _correct_normals(mentions, name_of, assignment.column("normal"))
    if outer:
        outermost = pc.is_null(mentions.column("nested_in"))
        mentions, name_of = mentions.filter(outermost), name_of[outermost.to_numpy()]
        mentions = _renumber(mentions)
    rows = pa.array(name_of)
    columns = {name: assignment.column(name).take(rows) for name in ("entity_id", "entity")}
    kept = [name for name in mentions.column_names if name not in columns]
    fields = {field.name: field for field in schema.MENTIONS}
    ordered = [name for name in schema.MENTIONS.names if name in columns or name in kept]
    ordered += [name for name in kept if name not in fields]
    return pa.table(
        [columns[name] if name in columns else mentions.column(name) for name in ordered],
        schema=pa.schema([fields.get(n) or mentions.schema.field(n) for n in ordered]),
    )


def _correct_normals(mentions: pa.Table, name_of: np.ndarray, normals: pa.ChunkedArray) -> pa.Table:
    """Replace normal forms of mentions, and the parts of persons' names.

    Args:
        mentions: of some documents.
        name_of: (mentions,) number of each mention's name.
        normals: (names,) corrected normal forms or null.
    """
    corrected = normals.to_pylist()
    is_corrected = np.array([normal is not None for normal in corrected], bool)
    changed = np.flatnonzero(is_corrected[name_of]).tolist()
    if not changed:
        return mentions
    for name, part in NORMAL_COLUMNS:
        if name in mentions.column_names:
            values = mentions.column(name).to_pylist()
            for row in changed:
                normal = corrected[name_of[row]]
                values[row] = normal if part is None else name_parts(normal)[part]
            index = mentions.schema.get_field_index(name)
            field = mentions.schema.field(index)
            mentions = mentions.set_column(index, field, pa.array(values, field.type))
    return mentions


def _renumber(mentions: pa.Table) -> pa.Table:
    """Number the mentions of each document anew, after some were left out."""
    if "mention_id" not in mentions.column_names:
        return mentions
    documents = mentions.column("doc_id").combine_chunks().dictionary_encode().indices.to_numpy()
    first = np.flatnonzero(np.diff(documents, prepend=-1))
    starts = np.repeat(first, np.diff(first, append=len(documents)))
    ordinals = np.arange(len(documents)) - starts
    index = mentions.schema.get_field_index("mention_id")
    field = mentions.schema.field(index)
    return mentions.set_column(index, field, pa.array(ordinals, pa.int32()))
