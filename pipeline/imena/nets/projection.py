"""Compute the first convolution of a tagger once for each different word.

The window convolution of a token is a sum of three products, of its left neighbour, itself and its
right neighbour. The products of a word do not depend on its context, so they are kept in a table by
word, and a convolution is three gathers and a sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from imena.nets.archive import Navec
from imena.nets.shape import word_shape

GAP = ""  # the word of a gap row, which adds nothing to its neighbours
PART = 2048  # words projected at once; chosen by hand
# Words whose vector and shape are remembered before the cache starts anew; chosen by hand
CACHED_WORDS = 200_000


class Projection:
    """The first layer of one tagger, with the words that it has seen last."""

    def __init__(
        self,
        shape_ids: Mapping[str, int],
        shapes: np.ndarray,
        navec: Navec,
        weight: np.ndarray,
        bias: np.ndarray,
        capacity: int,
    ) -> None:
        """Lay out the table.

        Args:
            shape_ids: the row of each word shape in ``shapes``.
            shapes: (shapes, shape dim) float32.
            navec: the word vectors.
            weight: (inputs, 3 * filters) float32, taps for the word before, itself, the next.
            bias: (filters,) float32.
            capacity: words that the table holds; `slots` takes at most as many at once.
        """
        self._navec = navec
        self._parts = np.arange(navec.codes.shape[0], dtype=np.int32) * navec.codes.shape[1]
        self._codes = np.ascontiguousarray(navec.codes).reshape(-1, navec.codes.shape[2])
        self._shape_ids, self._shapes = shape_ids, shapes
        self._weight, self._bias = weight, bias
        self._capacity = capacity
        self.forget()

    def forget(self) -> None:
        """Begin with an empty table."""
        self._known: dict[str, int] = {}
        self._slots: dict[int, int] = {}
        # The products of a word as the word before, the word itself and the next one. Rows that are
        # not yet in use are zeros, which take no memory.
        self._table = np.zeros((self._capacity + 1, self._weight.shape[1]), np.float32)
        self._last_call = np.zeros(self._capacity + 1, np.int64)  # the last call with this word
        self._calls = 0

    def slots(self, words: list[str]) -> np.ndarray:
        """Return the rows of words in the table, (words,) int64, valid until the next call."""
        codes = self._encode(words)
        self._calls += 1
        slots = list(map(self._slots.get, codes))
        self._last_call[[slot for slot in slots if slot is not None]] = self._calls
        if None in slots:
            known = self._slots
            new = list(dict.fromkeys(code for code in codes if code not in known))
            if len(known) + len(new) > len(self._table):
                self._forget(len(new))
            for start in range(0, len(new), PART):
                self._project(new[start : start + PART])
            slots = list(map(self._slots.__getitem__, codes))
        return np.array(slots, np.int64)

    def convolve(self, slots: np.ndarray) -> np.ndarray:
        """Return the output of the layer, (rows, filters) float32.

        Args:
            slots: (rows,) int64, the rows of the words in the table, gaps included.
        """
        products = self._table.reshape(-1, len(self._bias))
        first = slots * 3
        hidden = np.take(products, first + 1, axis=0)
        hidden[1:] += products[first[:-1]]
        hidden[:-1] += products[first[1:] + 2]
        return np.maximum(hidden, 0, out=hidden)

    def _encode(self, words: list[str]) -> list[int]:
        """Number the words; those with one vector and shape share a number, a gap has -1."""
        known = self._known
        if len(known) > CACHED_WORDS:
            known.clear()
        known[GAP] = -1
        for word in set(words).difference(known):
            vector = self._navec.word_ids.get(word.lower(), self._navec.unknown)
            shape = self._shape_ids.get(word_shape(word), self._shape_ids["OTHER"])
            known[word] = vector * len(self._shapes) + shape
        return list(map(known.__getitem__, words))

    def _project(self, codes: list[int]) -> None:
        """Enter words into the table."""
        start, stop, filters = len(self._slots), len(self._slots) + len(codes), len(self._bias)
        products = self._table[start:stop]
        np.matmul(self._embed(np.array(codes)), self._weight, out=products)
        products[:, filters : 2 * filters] += self._bias
        self._last_call[start:stop] = self._calls
        self._slots.update(zip(codes, range(start, stop), strict=True))

    def _embed(self, codes: np.ndarray) -> np.ndarray:
        """Embed words, (codes, word dim + shape dim) float32; the row of a gap is zero."""
        vectors, shapes = np.divmod(np.maximum(codes, 0), len(self._shapes))
        decoded = np.take(self._codes, self._navec.indexes[vectors] + self._parts, axis=0)
        words = decoded.reshape(len(codes), -1)
        embedded = np.concatenate([words, self._shapes[shapes]], axis=1)
        embedded[codes < 0] = 0
        return embedded

    def _forget(self, needed: int) -> None:
        """Make room: keep the words in the table that were asked for last."""
        room = len(self._table) - needed
        size = len(self._slots)
        recent = np.argsort(-self._last_call[:size], kind="stable")[
            : min(room, len(self._table) // 2)
        ]
        kept = np.zeros(size, bool)
        kept[recent] = True
        kept |= self._last_call[:size] == self._calls
        rows = np.flatnonzero(kept)
        codes = [code for code, slot in self._slots.items() if kept[slot]]
        self._slots = {}  # until the rows are in place: an interrupt must not leave them mixed up
        self._last_call[: len(rows)] = self._last_call[rows]
        for start in range(0, len(rows), PART):  # part by part, for a copy of all takes memory
            part = rows[start : start + PART]
            self._table[start : start + len(part)] = self._table[part]
        self._slots = dict(zip(codes, range(len(codes)), strict=True))

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what can be computed again; the table's empty rows would take memory."""
        remembered = ("_table", "_last_call", "_slots", "_known")
        return {key: value for key, value in self.__dict__.items() if key not in remembered}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Start with an empty table."""
        self.__dict__.update(state)
        self.forget()
