"""Names in their contexts as the rows of a table: what parts of a corpus hand to each other.

A context is a name that counts and, in the rows behind it, its witnesses (see
`imena.entities.aggregation.contexts`). What makes a name in its context is in its digest, so that nothing else
of it need be compared; it does not depend on the part, the machine or the order.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator
from sys import intern
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena.entities.aggregation.contexts import Context, encoded
from imena.entities.names.normal_forms import nominatives
from imena.entities.names.types import Name, Names, State
from imena.forms.name_key import name_key

NAMES = pa.schema(
    [
        pa.field("digest", pa.uint64()),  # of the context; null of witnesses
        pa.field("documents", pa.int32()),  # that have it; of witnesses 0
        pa.field("mentions", pa.int64()),  # in all of them; of witnesses 0
        pa.field("first_doc", pa.string()),  # the smallest of their ids; null of witnesses
        pa.field("is_better", pa.bool_()),  # its mentions get its normal form
        pa.field("label", pa.dictionary(pa.int32(), pa.string())),
        pa.field(
            "normal", pa.string()
        ),  # this and the next are of `imena.entities.names.types.Name`
        pa.field("tail", pa.string()),
        pa.field("text", pa.string()),
        pa.field("is_seen", pa.bool_()),
        pa.field("word", pa.string()),
        pa.field("place", pa.string()),
        pa.field("defines", pa.list_(pa.int32())),  # places in its context
        pa.field("countries", pa.list_(pa.string())),  # this and the next are of `State`
        pa.field("is_regional", pa.bool_()),
        pa.field("acting", pa.list_(pa.string())),
        pa.field("readings", pa.list_(pa.list_(pa.string()))),  # see `Names`; null of witnesses
    ]
)
OF_NAME = ("label", "normal", "tail", "text", "is_seen", "word", "place")


def names_table(found: list[tuple[Context, bool]], own: dict[str, list[Any]]) -> pa.Table:
    """A table of names; ``own`` has values of those that count, in their order."""
    sizes = np.array([len(context.names) for context, _ in found], np.int64)
    starts = np.cumsum(sizes) - sizes
    rows = pa.array(np.repeat(np.arange(len(found)), sizes))
    is_witness = np.ones(int(sizes.sum()), bool)
    is_witness[starts] = False
    names = [name for context, _ in found for name in context.names]
    columns: dict[str, list[Any]] = {
        field: [getattr(name, field) for name in names] for field in OF_NAME
    }
    own = own | {
        "digest": [_digest(context, is_better) for context, is_better in found],
        "is_better": [is_better for _, is_better in found],
        "readings": [_readings(context.names[0]) for context, _ in found],
        **{
            field: [context.state and getattr(context.state, field) for context, _ in found]
            for field in State._fields
        },
    }
    of_witness: dict[str, Any] = {"documents": 0, "mentions": 0, "is_better": False}
    columns["defines"] = [None] * len(names)
    for start, (context, _) in zip(starts.tolist(), found, strict=True):
        for short, full in context.defines:
            columns["defines"][start + short] = [*(columns["defines"][start + short] or ()), full]
    arrays = []
    for field in NAMES:
        if field.name in own:
            values = pa.array(own[field.name], field.type).take(rows)
            arrays.append(
                pc.if_else(is_witness, pa.scalar(of_witness.get(field.name), field.type), values)
            )
        else:
            arrays.append(pa.array(columns[field.name], field.type))
    return pa.table(arrays, schema=NAMES)


def _readings(name: Name) -> tuple[tuple[str, ...], ...] | None:
    return nominatives(name.text, name.label) if name.text else None


def _digest(context: Context, is_better: bool) -> int:
    """64 bits of what makes a name in its context: of 10 million any two are equal by odds of 1 in
    370,000."""
    rest = repr((is_better, context.defines, context.state and tuple(context.state)))
    parts = b"\0".join([*map(encoded, context.names), rest.encode()])
    return int.from_bytes(hashlib.blake2b(parts, digest_size=8).digest(), "little")


def read_names(table: pa.Table) -> Names:
    """A table of names, see `NAMES`, as what the rules take."""
    own = pc.is_valid(table.column("digest")).to_numpy()
    labels, normals, tails, texts, words, places = (
        _shared(table.column(name)) for name in ("label", "normal", "tail", "text", "word", "place")
    )
    seen = table.column("is_seen").to_pylist()
    known: dict[Name, Name] = {}
    names = []
    for label, normal, tail, text, is_seen, word, place in zip(
        labels, normals, tails, texts, seen, words, places, strict=True
    ):
        if text == normal:
            text = normal  # one object
        name = Name(label, normal, name_key(normal), tail, text, is_seen, word, place)
        names.append(known.setdefault(name, name))
    starts = np.flatnonzero(own)
    numbers = np.cumsum(own) - 1
    defines = {
        row: [int(starts[numbers[row]]) + place for place in found]
        for row, found in _given(table.column("defines"))
    }
    known_states: dict[State, State] = {}
    states = {}
    for (row, isos), is_regional, acting in zip(
        _given(table.column("countries")),
        table.column("is_regional").drop_null().to_pylist(),
        table.column("acting").drop_null().to_pylist(),
        strict=True,
    ):
        state = State(tuple(map(intern, isos)), is_regional, tuple(map(intern, acting)))
        states[row] = known_states.setdefault(state, state)
    return Names(
        names,
        array("i", numbers.astype(np.int32).tobytes()),
        array("i", table.column("documents").to_numpy().tobytes()),
        array("q", table.column("mentions").to_numpy().tobytes()),
        defines,
        states,
        table.column("readings"),
    )


def _shared(column: pa.ChunkedArray) -> Iterator[Any]:
    """The values of a column of strings, equal ones as one object."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    encoded_ = column.combine_chunks()
    if isinstance(encoded_, pa.ChunkedArray):
        encoded_ = pa.concat_arrays(encoded_.chunks)
    values = [*encoded_.dictionary.to_pylist(), None]
    numbers = encoded_.indices.fill_null(len(values) - 1)
    return map(values.__getitem__, numbers.to_pylist())


def _given(column: pa.ChunkedArray) -> Iterable[tuple[int, list[Any]]]:
    """The rows that have a value, with it."""
    rows = np.flatnonzero(pc.is_valid(column).to_numpy())
    return zip(rows.tolist(), column.drop_null().to_pylist(), strict=True)
