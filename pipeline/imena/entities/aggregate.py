"""Names of the parts of a corpus in, those of the corpus out: equal ones in equal contexts are one.

Names are rows of a table: first a name that counts, then the witnesses of its context (see
`imena.entities.contexts`). What makes a name in its context is in its digest, so that nothing
else of it need be compared; it does not depend on the part, the machine or the order.
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

from imena.entities.contexts import Context, contexts, encoded
from imena.entities.evidence import nominatives
from imena.entities.keys import entity_key
from imena.entities.name import Name, Names, State
from imena.entities.names import gather

RECENT = 200_000  # digests that are looked for in a dictionary before they are sorted in

NAMES = pa.schema(
    [
        pa.field("digest", pa.uint64()),  # of the context; null of witnesses
        pa.field("documents", pa.int32()),  # that have it; of witnesses 0
        pa.field("mentions", pa.int64()),  # in all of them; of witnesses 0
        pa.field("first_doc", pa.string()),  # the smallest of their ids; null of witnesses
        pa.field("is_better", pa.bool_()),  # its mentions get its normal form
        pa.field("label", pa.dictionary(pa.int32(), pa.string())),
        pa.field("normal", pa.string()),  # this and the next are of `imena.entities.name.Name`
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


def names_of(mentions: pa.Table, *, nested: bool | None = None) -> tuple[pa.Table, np.ndarray]:
    """The names of some documents.

    Args:
        mentions: of whole documents; see `imena.entities.names.gather`.
        nested: whether mentions lie in others; a part of a corpus must be told, see there.

    Returns:
        The names, see `NAMES`, and which of those that count each mention is, (mentions,) int32.
    """
    found = gather(mentions, nested=nested)
    numbers: dict[tuple[Context, bool], int] = {}
    number_of = np.zeros(len(found.uses), np.int32)
    documents: list[int] = []
    counts: list[int] = []
    first: list[str] = []
    for i, (one, use) in enumerate(zip(contexts(found.uses), found.uses, strict=True)):
        doc_id = found.documents[use.doc]
        number = numbers.setdefault(one, len(numbers))
        number_of[i] = number
        if number == len(documents):
            documents.append(0)
            counts.append(0)
            first.append(doc_id)
        documents[number] += 1
        counts[number] += use.count
        first[number] = min(first[number], doc_id)
    own: dict[str, list[Any]] = {"documents": documents, "mentions": counts, "first_doc": first}
    return _table(list(numbers), own), number_of[found.rows]


def _table(found: list[tuple[Context, bool]], own: dict[str, list[Any]]) -> pa.Table:
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


class Aggregate:
    """The names of a corpus, part by part; memory grows with different names in contexts only."""

    def __init__(self) -> None:
        """Begin without names."""
        self._numbers = _Numbers()
        self._chunks: list[pa.Table] = []
        self._documents = np.zeros(0, np.int64)
        self._mentions = np.zeros(0, np.int64)
        self._first: list[str] = []
        self._order: np.ndarray | None = None  # the place among `names` of each number

    def add(self, names: pa.Table) -> None:
        """Take in the names of one part."""
        own = names.filter(pc.is_valid(names.column("digest")))
        digests = own.column("digest").to_numpy()
        before = len(self._first)
        numbers = self._numbers.find(digests, add=True)
        new = np.flatnonzero(numbers >= before)
        _, place = np.unique(numbers[new], return_index=True)
        new = new[place]  # the first row of each, in the order of the numbers
        first = own.column("first_doc").to_pylist()
        self._first += [first[i] for i in new.tolist()]
        size = len(self._first)
        self._documents = np.append(self._documents, np.zeros(size - before, np.int64))
        self._mentions = np.append(self._mentions, np.zeros(size - before, np.int64))
        np.add.at(self._documents, numbers, own.column("documents").to_numpy())
        np.add.at(self._mentions, numbers, own.column("mentions").to_numpy())
        for number, doc_id in zip(numbers.tolist(), first, strict=True):
            if doc_id < self._first[number]:
                self._first[number] = doc_id
        if len(new):
            self._chunks.append(_take(names, new).drop_columns(["first_doc"]))
        self._order = None

    def names(self) -> pa.Table:
        """All names, see `NAMES`, in an order that does not depend on that of the documents.

        What is mentioned most comes first: where two that the dictionary tells apart could be the
        same third, it is the one that everybody means.
        """
        table = pa.concat_tables([NAMES.empty_table().drop_columns(["first_doc"]), *self._chunks])
        table = table.unify_dictionaries().combine_chunks()
        self._chunks = [table] if table.num_rows else []
        order = self._canonical_order(table)
        self._order = np.empty(len(order), np.int64)
        self._order[order] = np.arange(len(order))
        table = _take(table, order)
        rows = np.flatnonzero(pc.is_valid(table.column("digest")).to_numpy())
        for name, values in (("documents", self._documents), ("mentions", self._mentions)):
            column = np.zeros(table.num_rows, np.int64)
            column[rows] = values[order]
            place = table.schema.get_field_index(name)
            field = NAMES.field(name)
            table = table.set_column(place, field, pa.array(column, field.type))
        places = np.full(table.num_rows, -1, np.int64)
        places[rows] = order
        first = pa.array(self._first, pa.string()).take(pa.array(places, mask=places < 0))
        return table.add_column(NAMES.get_field_index("first_doc"), NAMES.field("first_doc"), first)

    def _canonical_order(self, table: pa.Table) -> np.ndarray:
        keys = table.select(["label", "normal", "digest"])
        keys = keys.filter(pc.is_valid(table.column("digest")))
        keys = keys.set_column(0, "label", keys.column("label").cast(pa.string()))
        keys = keys.append_column("mentions", pa.array(self._mentions))
        total = keys.group_by(["label", "normal"]).aggregate([("mentions", "sum")])
        total = total.sort_by(
            [("mentions_sum", "descending"), ("label", "ascending"), ("normal", "ascending")]
        )
        rank = total.append_column("rank", pa.array(np.arange(total.num_rows)))
        keys = keys.append_column("row", pa.array(np.arange(keys.num_rows)))
        keys = keys.join(rank.drop_columns(["mentions_sum"]), ["label", "normal"])
        keys = keys.sort_by([("rank", "ascending"), ("digest", "ascending")])
        return keys.column("row").to_numpy()

    def find(self, names: pa.Table) -> np.ndarray:
        """Which of all names those of a part are that count: (names,) int64, places in `names`.

        Args:
            names: of a part that was added, or their column ``digest`` alone.
        """
        digests = names.column("digest").drop_null().to_numpy()
        if self._order is None:
            self.names()
        order: np.ndarray = self._order  # type: ignore[assignment]
        return order[self._numbers.find(digests, add=False)]


def _take(names: pa.Table, contexts_: np.ndarray) -> pa.Table:
    """The rows of some contexts of a table, by their numbers in it."""
    starts = np.flatnonzero(pc.is_valid(names.column("digest")).to_numpy())
    sizes = np.diff(np.append(starts, names.num_rows))[contexts_]
    ends = np.cumsum(sizes)
    rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(
        starts[contexts_] - (ends - sizes), sizes
    )
    return names.take(pa.array(rows, pa.int64()))


class _Numbers:
    """Numbers of digests, given in the order in which they come; 16 bytes for each."""

    def __init__(self) -> None:
        self._digests = np.zeros(0, np.uint64)  # in order
        self._numbers = np.zeros(0, np.int64)
        self._recent: dict[int, int] = {}

    def find(self, digests: np.ndarray, *, add: bool) -> np.ndarray:
        """The number of each digest.

        Raises:
            KeyError: it is new and not to be added.
        """
        numbers = np.full(len(digests), -1, np.int64)
        if len(self._digests):
            place = np.searchsorted(self._digests, digests)
            place = np.minimum(place, len(self._digests) - 1)
            known = self._digests[place] == digests
            numbers[known] = self._numbers[place[known]]
        for i in np.flatnonzero(numbers < 0).tolist():
            digest = int(digests[i])
            if add:
                fresh = len(self._digests) + len(self._recent)
                numbers[i] = self._recent.setdefault(digest, fresh)
            else:
                numbers[i] = self._recent[digest]
        if len(self._recent) > RECENT:
            self._sort_in()
        return numbers

    def _sort_in(self) -> None:
        recent = np.fromiter(self._recent, np.uint64, len(self._recent))
        fresh = np.fromiter(self._recent.values(), np.int64, len(self._recent))
        digests = np.concatenate([self._digests, recent])
        order = np.argsort(digests, kind="stable")
        self._digests = digests[order]
        self._numbers = np.concatenate([self._numbers, fresh])[order]
        self._recent = {}


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
        name = Name(label, normal, entity_key(normal), tail, text, is_seen, word, place)
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
