"""Words in, the first convolution out: each different word goes through it once, and stays.

The window convolution of a token is a sum of three products, of its left neighbour, itself and its
right neighbour. The products of a word are the same wherever it stands, so they are kept in a table
by word, and a convolution is three gathers and a sum.
"""

from __future__ import annotations

import numpy as np

from imena.nets.archive import Navec, SlovnetArchive
from imena.nets.shape import word_shape

GAP = ""  # the word of a gap row, which adds nothing to its neighbours
PART = 4096  # words projected at once
CACHED_WORDS = 200_000  # words whose vector and shape are remembered before the cache starts anew


class Projection:
    """The first layer of one tagger, with the words that it has seen last."""

    def __init__(
        self,
        archive: SlovnetArchive,
        navec: Navec,
        weight: np.ndarray,
        bias: np.ndarray,
        capacity: int,
    ) -> None:
        """Lay out the table.

        Args:
            archive: the tagger, for its shapes.
            navec: the word vectors.
            weight: (inputs, 3 * filters) float32, taps for the word before, itself, the next.
            bias: (filters,) float32.
            capacity: words that the table holds; `slots` takes at most as many at once.
        """
        self._navec = navec
        self._parts = np.arange(navec.codes.shape[0], dtype=np.int32) * navec.codes.shape[1]
        self._codes = np.ascontiguousarray(navec.codes).reshape(-1, navec.codes.shape[2])
        self._shape_ids, self._shapes = archive.shape_ids, archive.shapes
        self._weight, self._bias = weight, bias
        self._known: dict[str, int] = {}
        self._slots: dict[int, int] = {}
        # A word's products as it is the one before, the word itself, and the next: rows that are
        # not yet in use are zeros, which take no memory.
        self._table = np.zeros((capacity + 1, weight.shape[1]), np.float32)

    def slots(self, words: list[str]) -> np.ndarray:
        """(words,) int64: where in the table each word is, from now until the next call."""
        codes = self._encode(words)
        new = list(dict.fromkeys(code for code in codes if code not in self._slots))
        if len(self._slots) + len(new) > len(self._table):
            self._keep(set(codes))
        for start in range(0, len(new), PART):
            self._project(new[start : start + PART])
        return np.array([self._slots[code] for code in codes], np.int64)

    def convolve(self, slots: np.ndarray) -> np.ndarray:
        """(rows, filters) float32: the layer's output for rows of words, gap rows included."""
        products = self._table.reshape(-1, len(self._bias))
        first = slots * 3
        hidden = np.take(products, first + 1, axis=0)
        hidden[1:] += products[first[:-1]]
        hidden[:-1] += products[first[1:] + 2]
        return np.maximum(hidden, 0, out=hidden)

    def _encode(self, words: list[str]) -> list[int]:
        """One number for each different pair of word vector and shape; -1 is the gap."""
        known = self._known
        if len(known) > CACHED_WORDS:
            known.clear()
        known[GAP] = -1
        for word in words:
            if word not in known:
                vector = self._navec.word_ids.get(word.lower(), self._navec.unknown)
                shape = self._shape_ids.get(word_shape(word), self._shape_ids["OTHER"])
                known[word] = vector * len(self._shapes) + shape
        return [known[word] for word in words]

    def _project(self, codes: list[int]) -> None:
        """Enter words into the table."""
        start, stop, filters = len(self._slots), len(self._slots) + len(codes), len(self._bias)
        products = self._table[start:stop]
        np.matmul(self._embed(np.array(codes)), self._weight, out=products)
        products[:, filters : 2 * filters] += self._bias
        self._slots.update(zip(codes, range(start, stop), strict=True))

    def _embed(self, codes: np.ndarray) -> np.ndarray:
        """(codes, word dim + shape dim) float32; the gap's row is zero."""
        vectors, shapes = np.divmod(np.maximum(codes, 0), len(self._shapes))
        decoded = np.take(self._codes, self._navec.indexes[vectors] + self._parts, axis=0)
        words = decoded.reshape(len(codes), -1)
        embedded = np.concatenate([words, self._shapes[shapes]], axis=1)
        embedded[codes < 0] = 0
        return embedded

    def _keep(self, codes: set[int]) -> None:
        """Make room: keep only these words of those that the table holds."""
        kept = {code: slot for code, slot in self._slots.items() if code in codes}
        rows = np.fromiter(kept.values(), np.int64, len(kept))
        self._table[: len(rows)] = self._table[rows]
        self._slots = dict(zip(kept, range(len(rows)), strict=True))
