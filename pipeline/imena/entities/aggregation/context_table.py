"""Store names in their contexts as a table, which the parts of a corpus hand to each other.

A context is a counted name and, in the rows after it, its supporting names. Its digest covers all
that makes the context, so that contexts are compared by it alone. It does not depend on the part,
the machine or the order.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena.entities.aggregation.contexts import NameContext, name_bytes
from imena.entities.names.normal_forms import nominatives
from imena.entities.names.types import ContextNames, Name, StateBodyContext
from imena.forms.name_key import name_key

NAMES = pa.schema(
    [
        pa.field("digest", pa.uint64()),  # of the context; null in rows of supporting names
        pa.field("documents", pa.int32()),  # with this context; 0 for supporting names
        pa.field("mentions", pa.int64()),  # with this context; 0 for supporting names
        pa.field("first_doc", pa.string()),  # smallest id of a document; null likewise
        pa.field("is_corrected", pa.bool_()),  # whether mentions get this normal form
        # The fields of `Name`:
        pa.field("label", pa.dictionary(pa.int32(), pa.string())),
        pa.field("normal", pa.string()),
        pa.field("ending_location", pa.string()),
        pa.field("surface", pa.string()),
        pa.field("is_attested", pa.bool_()),
        pa.field("document_form", pa.string()),
        pa.field("location_id", pa.string()),
        pa.field("gender", pa.string()),
        pa.field("main", pa.string()),
        pa.field("is_home", pa.bool_()),
        pa.field("defines", pa.list_(pa.int32())),  # indices of names in the context
        # The fields of `StateBodyContext`:
        pa.field("countries", pa.list_(pa.string())),
        pa.field("is_regional", pa.bool_()),
        pa.field("owners", pa.list_(pa.string())),
        # Of `ContextNames`; null in rows of supporting names.
        pa.field("readings", pa.list_(pa.list_(pa.string()))),
    ]
)
NAME_FIELDS = tuple(field for field in Name._fields if field != "key")


def names_table(
    contexts: Sequence[tuple[NameContext, bool]], counts: dict[str, list[Any]]
) -> pa.Table:
    """Store contexts as a table, see `NAMES`.

    Args:
        contexts: with whether the gazetteers corrected the counted name.
        counts: the columns ``documents``, ``mentions`` and ``first_doc`` of the contexts.
    """
    sizes = np.array([len(context.names) for context, _ in contexts], np.int64)
    starts = np.cumsum(sizes) - sizes
    context_of_row = pa.array(np.repeat(np.arange(len(contexts)), sizes))
    is_supporting = np.ones(int(sizes.sum()), bool)
    is_supporting[starts] = False
    names = [name for context, _ in contexts for name in context.names]
    by_row: dict[str, list[Any]] = {
        field: [getattr(name, field) for name in names] for field in NAME_FIELDS
    }
    by_row["defines"] = [None] * len(names)
    for start, (context, _) in zip(starts.tolist(), contexts, strict=True):
        for short, full in context.defines:
            row = start + short
            by_row["defines"][row] = [*(by_row["defines"][row] or ()), full]
    by_context = counts | {
        "digest": [_digest(context, is_corrected) for context, is_corrected in contexts],
        "is_corrected": [is_corrected for _, is_corrected in contexts],
        "readings": [_readings(context.names[0]) for context, _ in contexts],
        **{
            field: [
                context.state_body and getattr(context.state_body, field) for context, _ in contexts
            ]
            for field in StateBodyContext._fields
        },
    }
    of_supporting: dict[str, Any] = {"documents": 0, "mentions": 0, "is_corrected": False}
    arrays = []
    for field in NAMES:
        if field.name in by_context:
            values = pa.array(by_context[field.name], field.type).take(context_of_row)
            default = pa.scalar(of_supporting.get(field.name), field.type)
            arrays.append(pc.if_else(is_supporting, default, values))
        else:
            arrays.append(pa.array(by_row[field.name], field.type))
    return pa.table(arrays, schema=NAMES)


def _readings(name: Name) -> tuple[tuple[str, ...], ...] | None:
    return nominatives(name.surface, name.label) if name.surface else None


def _digest(context: NameContext, is_corrected: bool) -> int:
    """Return 64 bits of a context: among 10 million the odds of two equal ones are 1 in 370,000."""
    state_body = context.state_body and tuple(context.state_body)
    rest = repr((is_corrected, context.defines, state_body))
    parts = b"\0".join([*map(name_bytes, context.names), rest.encode()])
    return int.from_bytes(hashlib.blake2b(parts, digest_size=8).digest(), "little")


def read_names(table: pa.Table) -> ContextNames:
    """Read the names of a table, see `NAMES`, for the rules."""
    is_counted = pc.is_valid(table.column("digest")).to_numpy()
    strings = ("label", "normal", "ending_location", "surface", "document_form", "location_id")
    labels, normals, endings, surfaces, forms, ids, genders, mains = (
        _shared_strings(table.column(name)) for name in (*strings, "gender", "main")
    )
    attested, home = (table.column(name).to_pylist() for name in ("is_attested", "is_home"))
    shared: dict[Name, Name] = {}
    names = []
    for label, normal, ending, surface, is_attested, form, *rest in zip(
        labels, normals, endings, surfaces, attested, forms, ids, genders, mains, home, strict=True
    ):
        if surface == normal:
            surface = normal  # one object
        name = Name(label, normal, name_key(normal), ending, surface, is_attested, form, *rest)
        names.append(shared.setdefault(name, name))
    starts = np.flatnonzero(is_counted)
    contexts = np.cumsum(is_counted) - 1
    defines = {
        row: [int(starts[contexts[row]]) + index for index in indices]
        for row, indices in _valid_values(table.column("defines"))
    }
    return ContextNames(
        names,
        array("i", contexts.astype(np.int32).tobytes()),
        array("i", table.column("documents").to_numpy().tobytes()),
        array("q", table.column("mentions").to_numpy().tobytes()),
        defines,
        _read_state_bodies(table),
        table.column("readings"),
    )


def _read_state_bodies(table: pa.Table) -> dict[int, StateBodyContext]:
    shared: dict[StateBodyContext, StateBodyContext] = {}
    by_row = {}
    for (row, countries), is_regional, owners in zip(
        _valid_values(table.column("countries")),
        table.column("is_regional").drop_null().to_pylist(),
        table.column("owners").drop_null().to_pylist(),
        strict=True,
    ):
        context = StateBodyContext(
            tuple(map(intern, countries)), is_regional, tuple(map(intern, owners))
        )
        by_row[row] = shared.setdefault(context, context)
    return by_row


def _shared_strings(column: pa.ChunkedArray) -> Iterator[Any]:
    """Yield the values of a column of strings, equal ones as one object."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    encoded = column.combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = pa.concat_arrays(encoded.chunks)
    values = [*encoded.dictionary.to_pylist(), None]
    numbers = encoded.indices.fill_null(len(values) - 1)
    return map(values.__getitem__, numbers.to_pylist())


def _valid_values(column: pa.ChunkedArray) -> Iterable[tuple[int, list[Any]]]:
    """Return the rows of a column that are not null, with their values."""
    rows = np.flatnonzero(pc.is_valid(column).to_numpy())
    return zip(rows.tolist(), column.drop_null().to_pylist(), strict=True)
