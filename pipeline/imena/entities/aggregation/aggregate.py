"""Names of the parts of a corpus in, those of the corpus out: equal ones in equal contexts are one.

What a table of names is, is in `imena.entities.aggregation.context_table`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena.entities.aggregation.context_table import NAMES, names_table
from imena.entities.aggregation.contexts import Context, contexts
from imena.entities.names.collect import gather

RECENT = 200_000  # digests that are looked for in a dictionary before they are sorted in

FIRST_DOCS = pa.schema({"number": pa.int64(), "doc_id": pa.string()})
SUMS = ("documents", "mentions", "first_doc")  # of the parts' names, which grow


def names_of(mentions: pa.Table, *, nested: bool | None = None) -> tuple[pa.Table, np.ndarray]:
    """The names of some documents.

    Args:
        mentions: of whole documents; see `imena.entities.names.collect.gather`.
        nested: whether mentions lie in others; a part of a corpus must be told, see there.

    Returns:
        The names, see `imena.entities.aggregation.context_table.NAMES`; and which of those that count each
        mention is, (mentions,) int32.
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
    return names_table(list(numbers), own), number_of[found.rows]


class Aggregate:
    """The names of a corpus, part by part; memory grows with different names in contexts only."""

    def __init__(self) -> None:
        """Begin without names."""
        self._numbers = _Numbers()
        self._chunks: list[pa.Table] = []
        self._documents = np.zeros(0, np.int64)
        self._mentions = np.zeros(0, np.int64)
        self._size = 0
        self._first_docs = _FirstDocs()

    def add(self, names: pa.Table) -> None:
        """Take in the names of one part."""
        own = names.filter(pc.is_valid(names.column("digest")))
        digests = own.column("digest").to_numpy()
        before = self._size
        numbers = self._numbers.find(digests, add=True)
        new = np.flatnonzero(numbers >= before)
        _, place = np.unique(numbers[new], return_index=True)
        new = new[place]  # the first row of each, in the order of the numbers
        self._size += len(new)
        self._documents = _grown(self._documents, self._size)
        self._mentions = _grown(self._mentions, self._size)
        np.add.at(self._documents, numbers, own.column("documents").to_numpy())
        np.add.at(self._mentions, numbers, own.column("mentions").to_numpy())
        self._first_docs.add(numbers, own.column("first_doc"))
        if len(new):
            self._chunks.append(_take(names, new).drop_columns(list(SUMS)))

    def names(self) -> pa.Table:
        """All names, in an order that does not depend on that of the documents.

        What is mentioned most comes first: where two that the dictionary tells apart could be the
        same third, it is the one that everybody means.
        """
        empty = NAMES.empty_table().drop_columns(list(SUMS))
        table = pa.concat_tables([empty, *self._chunks]).unify_dictionaries().combine_chunks()
        order = _canonical_order(table, self._mentions[: self._size])
        self._chunks = [_take(table, order)] if self._size else []
        self._documents, self._mentions = self._documents[order], self._mentions[order]
        rank = np.empty(self._size, np.int64)
        rank[order] = np.arange(self._size)
        self._numbers.renumber(rank)
        self._first_docs.renumber(rank)
        del table
        pa.default_memory_pool().release_unused()
        table = self._chunks[0] if self._size else empty
        own = pc.is_valid(table.column("digest")).to_numpy()
        number = pa.array(np.cumsum(own) - 1, mask=~own)
        for name, values in (("documents", self._documents), ("mentions", self._mentions)):
            field = NAMES.field(name)
            column = pa.array(values, field.type).take(number).fill_null(0)
            table = table.add_column(NAMES.get_field_index(name), field, column)
        field = NAMES.field("first_doc")
        column = self._first_docs.column().take(number)
        return table.add_column(NAMES.get_field_index(field.name), field, column)

    def find(self, names: pa.Table) -> np.ndarray:
        """Which of all names those of a part are that count: (names,) int64, places in `names`.

        Args:
            names: of a part that was added, or their column ``digest`` alone.
        """
        digests = names.column("digest").drop_null().to_numpy()
        return self._numbers.find(digests, add=False)


def _canonical_order(names: pa.Table, mentions: np.ndarray) -> np.ndarray:
    """(names that count,) int64, their numbers: first what is mentioned most, then by alphabet."""
    keys = names.select(["label", "normal", "digest"])
    keys = keys.filter(pc.is_valid(names.column("digest")))
    keys = keys.set_column(0, "label", keys.column("label").cast(pa.string()))
    keys = keys.append_column("mentions", pa.array(mentions))
    total = keys.group_by(["label", "normal"]).aggregate([("mentions", "sum")])
    total = total.sort_by(
        [("mentions_sum", "descending"), ("label", "ascending"), ("normal", "ascending")]
    )
    rank = total.append_column("rank", pa.array(np.arange(total.num_rows)))
    keys = keys.append_column("row", pa.array(np.arange(keys.num_rows)))
    keys = keys.join(rank.drop_columns(["mentions_sum"]), ["label", "normal"])
    keys = keys.sort_by([("rank", "ascending"), ("digest", "ascending")])
    return keys.column("row").to_numpy()


def _grown(numbers: np.ndarray, size: int) -> np.ndarray:
    """Numbers with room for more, which are 0."""
    if size <= len(numbers):
        return numbers
    return np.concatenate([numbers, np.zeros(max(size, 2 * len(numbers)) - len(numbers), np.int64)])


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

    def renumber(self, rank: np.ndarray) -> None:
        """Give each digest the number that its old one has there."""
        self._sort_in()
        self._numbers = rank[self._numbers]

    def _sort_in(self) -> None:
        recent = np.fromiter(self._recent, np.uint64, len(self._recent))
        fresh = np.fromiter(self._recent.values(), np.int64, len(self._recent))
        digests = np.concatenate([self._digests, recent])
        order = np.argsort(digests, kind="stable")
        self._digests = digests[order]
        self._numbers = np.concatenate([self._numbers, fresh])[order]
        self._recent = {}


class _FirstDocs:
    """The smallest id of the documents that have each name, by the name's number."""

    def __init__(self) -> None:
        self._found = FIRST_DOCS.empty_table()  # at most once each
        self._pending: list[pa.Table] = []

    def add(self, numbers: np.ndarray, doc_ids: pa.ChunkedArray) -> None:
        self._pending.append(pa.table([pa.array(numbers), doc_ids], schema=FIRST_DOCS))
        if sum(table.num_rows for table in self._pending) > max(RECENT, self._found.num_rows):
            self._sort_in()

    def column(self) -> pa.ChunkedArray:
        """Those of all names, in the order of the numbers."""
        self._sort_in()
        return self._found.column("doc_id")

    def renumber(self, rank: np.ndarray) -> None:
        """Give each name the number that its old one has there."""
        self._sort_in()
        numbers = pa.array(rank[self._found.column("number").to_numpy()])
        self._found = self._found.set_column(0, FIRST_DOCS.field("number"), numbers)
        self._found = self._found.sort_by("number")

    def _sort_in(self) -> None:
        table = pa.concat_tables([self._found, *self._pending])
        table = table.sort_by([("number", "ascending"), ("doc_id", "ascending")])
        new = np.diff(table.column("number").to_numpy(), prepend=-1) > 0
        self._found, self._pending = table.filter(pa.array(new)).combine_chunks(), []
