"""Combine the names of the parts of a corpus: equal names in equal contexts become one row.

`imena.entities.aggregation.context_table` describes the tables.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena.entities.aggregation.context_table import NAMES, names_table
from imena.entities.aggregation.contexts import NameContext, name_contexts
from imena.entities.aggregation.numbering import DigestNumbers, FirstDocuments
from imena.entities.names.collect import collect_names

SUMS = ("documents", "mentions", "first_doc")  # columns that change when a part is added


def names_of(mentions: pa.Table, *, nested: bool | None = None) -> tuple[pa.Table, np.ndarray]:
    """Collect the names of some documents in their contexts.

    Args:
        mentions: of whole documents; see `imena.entities.names.collect.collect_names`.
        nested: see there; it must be given for a part of a corpus.

    Returns:
        The names, see `imena.entities.aggregation.context_table.NAMES`; and the number of each
        mention's name among the counted ones, (mentions,) int32.
    """
    collected = collect_names(mentions, nested=nested)
    numbers: dict[tuple[NameContext, bool], int] = {}
    number_of = np.zeros(len(collected.names), np.int32)
    documents: list[int] = []
    counts: list[int] = []
    first: list[str] = []
    contexts = name_contexts(collected.names)
    for i, (context, name) in enumerate(zip(contexts, collected.names, strict=True)):
        doc_id = collected.documents[name.document]
        number = numbers.setdefault(context, len(numbers))
        number_of[i] = number
        if number == len(documents):
            documents.append(0)
            counts.append(0)
            first.append(doc_id)
        documents[number] += 1
        counts[number] += name.mentions
        first[number] = min(first[number], doc_id)
    sums: dict[str, list[Any]] = dict(zip(SUMS, (documents, counts, first), strict=True))
    return names_table(list(numbers), sums), number_of[collected.rows]


class Aggregate:
    """The names of a corpus, added part by part; memory grows with different contexts only."""

    def __init__(self) -> None:
        """Start without names."""
        self._numbers = DigestNumbers()
        self._chunks: list[pa.Table] = []
        self._documents = np.zeros(0, np.int64)  # (contexts,) with room for more
        self._mentions = np.zeros(0, np.int64)  # (contexts,) with room for more
        self._size = 0
        self._first_documents = FirstDocuments()

    def add(self, names: pa.Table) -> None:
        """Add the names of a part."""
        counted = names.filter(pc.is_valid(names.column("digest")))
        digests = counted.column("digest").to_numpy()
        before = self._size
        numbers = self._numbers.find(digests, add=True)
        new = np.flatnonzero(numbers >= before)
        _, first = np.unique(numbers[new], return_index=True)
        new = new[first]  # the first row of each context, in the order of the numbers
        self._size += len(new)
        self._documents = _grown(self._documents, self._size)
        self._mentions = _grown(self._mentions, self._size)
        np.add.at(self._documents, numbers, counted.column("documents").to_numpy())
        np.add.at(self._mentions, numbers, counted.column("mentions").to_numpy())
        self._first_documents.add(numbers, counted.column("first_doc"))
        if len(new):
            self._chunks.append(_take_contexts(names, new).drop_columns(list(SUMS)))

    def names(self) -> pa.Table:
        """Return all names in an order that does not depend on that of the documents.

        The most mentioned names come first: if a third name may join one of two that the dictionary
        keeps apart, it joins the more frequent one.
        """
        empty = NAMES.empty_table().drop_columns(list(SUMS))
        table = pa.concat_tables([empty, *self._chunks]).unify_dictionaries().combine_chunks()
        order = _canonical_order(table, self._mentions[: self._size])
        self._chunks = [_take_contexts(table, order)] if self._size else []
        self._documents, self._mentions = self._documents[order], self._mentions[order]
        rank = np.empty(self._size, np.int64)
        rank[order] = np.arange(self._size)
        self._numbers.renumber(rank)
        self._first_documents.renumber(rank)
        del table
        pa.default_memory_pool().release_unused()
        table = self._chunks[0] if self._size else empty
        is_counted = pc.is_valid(table.column("digest")).to_numpy()
        number = pa.array(np.cumsum(is_counted) - 1, mask=~is_counted)
        for name, values in (("documents", self._documents), ("mentions", self._mentions)):
            field = NAMES.field(name)
            column = pa.array(values, field.type).take(number).fill_null(0)
            table = table.add_column(NAMES.get_field_index(name), field, column)
        field = NAMES.field("first_doc")
        column = self._first_documents.column().take(number)
        return table.add_column(NAMES.get_field_index(field.name), field, column)

    def find(self, names: pa.Table) -> np.ndarray:
        """Return the numbers of a part's counted names among those of `names`, (names,) int64.

        Args:
            names: of a part that was added, or their column ``digest`` alone.

        Raises:
            KeyError: the part was not added.
        """
        digests = names.column("digest").drop_null().to_numpy()
        return self._numbers.find(digests, add=False)


def _canonical_order(names: pa.Table, mentions: np.ndarray) -> np.ndarray:
    """Return the numbers of the contexts, (contexts,) int64, the most mentioned names first.

    Equally often mentioned names follow the alphabet, the contexts of one name their digests.
    """
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
    """Return an array of at least a size, the new numbers 0."""
    if size <= len(numbers):
        return numbers
    return np.concatenate([numbers, np.zeros(max(size, 2 * len(numbers)) - len(numbers), np.int64)])


def _take_contexts(names: pa.Table, numbers: np.ndarray) -> pa.Table:
    """Return all rows of some contexts of a table.

    Args:
        names: see `NAMES`.
        numbers: of the contexts in the table.
    """
    starts = np.flatnonzero(pc.is_valid(names.column("digest")).to_numpy())
    sizes = np.diff(np.append(starts, names.num_rows))[numbers]
    ends = np.cumsum(sizes)
    rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(
        starts[numbers] - (ends - sizes), sizes
    )
    return names.take(pa.array(rows, pa.int64()))
