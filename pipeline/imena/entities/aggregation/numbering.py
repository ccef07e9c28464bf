"""Number the contexts of a corpus by their digests, and keep the first document of each."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

# Digests in a dictionary before they are sorted into the arrays, where each takes 16 bytes. Chosen
# by hand; it bounds memory and changes no result.
MAX_UNSORTED = 200_000

FIRST_DOCUMENTS = pa.schema({"number": pa.int64(), "doc_id": pa.string()})


class DigestNumbers:
    """Numbers of digests, in the order in which they were first added."""

    def __init__(self) -> None:
        """Start without digests."""
        self._digests = np.zeros(0, np.uint64)  # in ascending order
        self._numbers = np.zeros(0, np.int64)  # (digests,)
        self._unsorted: dict[int, int] = {}  # number by digest

    def find(self, digests: np.ndarray, *, add: bool) -> np.ndarray:
        """Return the number of each digest, (digests,) int64.

        Args:
            digests: (digests,) uint64.
            add: number the new ones.

        Raises:
            KeyError: one is new and not to be added.
        """
        numbers = np.full(len(digests), -1, np.int64)
        if len(self._digests):
            positions = np.searchsorted(self._digests, digests)
            positions = np.minimum(positions, len(self._digests) - 1)
            is_known = self._digests[positions] == digests
            numbers[is_known] = self._numbers[positions[is_known]]
        for i in np.flatnonzero(numbers < 0).tolist():
            digest = int(digests[i])
            if add:
                next_number = len(self._digests) + len(self._unsorted)
                numbers[i] = self._unsorted.setdefault(digest, next_number)
            else:
                numbers[i] = self._unsorted[digest]
        if len(self._unsorted) > MAX_UNSORTED:
            self._sort_in()
        return numbers

    def renumber(self, rank: np.ndarray) -> None:
        """Replace each number by its rank, (numbers,) int64."""
        self._sort_in()
        self._numbers = rank[self._numbers]

    def _sort_in(self) -> None:
        new_digests = np.fromiter(self._unsorted, np.uint64, len(self._unsorted))
        new_numbers = np.fromiter(self._unsorted.values(), np.int64, len(self._unsorted))
        digests = np.concatenate([self._digests, new_digests])
        order = np.argsort(digests, kind="stable")
        self._digests = digests[order]
        self._numbers = np.concatenate([self._numbers, new_numbers])[order]
        self._unsorted = {}


class FirstDocuments:
    """The smallest id of the documents of each context, by the context's number."""

    def __init__(self) -> None:
        """Start without documents."""
        self._table = FIRST_DOCUMENTS.empty_table()  # in order; each number at most once
        self._unsorted: list[pa.Table] = []

    def add(self, numbers: np.ndarray, doc_ids: pa.ChunkedArray) -> None:
        """Add documents.

        Args:
            numbers: (documents,) int64, of contexts.
            doc_ids: (documents,) string.
        """
        self._unsorted.append(pa.table([pa.array(numbers), doc_ids], schema=FIRST_DOCUMENTS))
        unsorted_rows = sum(table.num_rows for table in self._unsorted)
        if unsorted_rows > max(MAX_UNSORTED, self._table.num_rows):
            self._sort_in()

    def column(self) -> pa.ChunkedArray:
        """Return the ids of all contexts, in the order of the numbers."""
        self._sort_in()
        return self._table.column("doc_id")

    def renumber(self, rank: np.ndarray) -> None:
        """Replace each number by its rank, (numbers,) int64."""
        self._sort_in()
        numbers = pa.array(rank[self._table.column("number").to_numpy()])
        self._table = self._table.set_column(0, FIRST_DOCUMENTS.field("number"), numbers)
        self._table = self._table.sort_by("number")

    def _sort_in(self) -> None:
        table = pa.concat_tables([self._table, *self._unsorted])
        table = table.sort_by([("number", "ascending"), ("doc_id", "ascending")])
        is_first = np.diff(table.column("number").to_numpy(), prepend=-1) > 0
        self._table, self._unsorted = table.filter(pa.array(is_first)).combine_chunks(), []
