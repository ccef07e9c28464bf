"""Words in, tag scores out: slovnet's word-and-shape CNN for whole batches, in plain numpy.

A batch is one flat matrix: the tokens of all sequences, one gap row between two sequences. A gap
row is held at the value that the original network pads with, so that a window convolution over the
flat matrix is one matrix product and no sequence sees its neighbour. Batch norms are folded into
the next layer at load, and the first layer is computed once for each different word of a batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from imena.errors import WeightsError
from imena.nets.archive import NAVEC as NAVEC_PATH
from imena.nets.archive import Navec, SlovnetArchive, natasha_data, read_navec, read_slovnet
from imena.nets.shape import word_shape

WINDOW = 4096  # rows a convolution sees at once: keeps its matrices in the cache
CACHED_WORDS = 1_000_000  # words remembered before the cache starts anew


@dataclass(frozen=True, slots=True)
class Convolution:
    """A window convolution as one product: ``(rows, inputs) @ weight`` and three shifted sums."""

    weight: np.ndarray  # (inputs, 3 * filters) float32
    bias: np.ndarray  # (filters,) float32
    padding: np.ndarray  # (inputs,) float32: what a gap row holds before this layer


class Tagger:
    """One slovnet tagger (morphology or entities) over one set of word vectors."""

    def __init__(self, archive: SlovnetArchive, navec: Navec) -> None:
        """Fold and lay out the weights of ``archive``; ``navec`` must be the one it names."""
        if archive.navec_id != navec.id:
            raise WeightsError(
                f"{archive.id} was trained on vectors {archive.navec_id!r}, not {navec.id!r}"
            )
        self.tags = archive.tags
        self.transitions = archive.transitions
        self._navec = navec
        self._shape_ids = archive.shape_ids
        self._shapes = archive.shapes
        self._codes: dict[str, int] = {}
        self._layers, scale, shift = _fold(archive)
        self._head_weight = np.ascontiguousarray(archive.head_weight * scale[:, None])
        self._head_bias = archive.head_bias + shift @ archive.head_weight

    def emissions(self, words: list[str], tokens: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Score every tag for every token.

        Args:
            words: the different words.
            tokens: (tokens,) int, which word each is, one sequence after the other.
            lengths: (sequences,) int, how many tokens each has; their sum is ``len(tokens)``.

        Returns:
            (tokens, tags) float32, log potentials.
        """
        rows, windows = self._windows(words, tokens, lengths)
        scores = np.empty((len(tokens) + len(lengths) + 1, len(self.tags)), np.float32)
        for start, window in windows:
            scores[start : start + len(window)] = window
        return scores[rows]

    def best_tags(self, words: list[str], tokens: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """The best tag of every token by itself, (tokens,) int64; arguments as for `emissions`."""
        rows, windows = self._windows(words, tokens, lengths)
        best = np.empty(len(tokens) + len(lengths) + 1, np.int64)
        for start, window in windows:  # window by window: hundreds of tags a token add up
            best[start : start + len(window)] = window.argmax(1)
        return best[rows]

    def _windows(
        self, words: list[str], tokens: np.ndarray, lengths: np.ndarray
    ) -> tuple[np.ndarray, Iterator[tuple[int, np.ndarray]]]:
        """Rows of the tokens in the flat matrix, and its scores window by window.

        A window comes as its first row and (rows, tags) float32.
        """
        codes, code_of = np.unique(self._encode(words), return_inverse=True)
        first = self._layers[0]
        projected = np.zeros((len(codes) + 1, first.weight.shape[1]), np.float32)
        np.matmul(self._embed(codes), first.weight, out=projected[:-1])  # the last row is the gap's

        rows, gaps = _layout(lengths)
        unique = np.full(len(tokens) + len(lengths) + 1, len(codes))
        unique[rows] = code_of[tokens]

        def windows() -> Iterator[tuple[int, np.ndarray]]:
            halo = len(self._layers)  # a token sees one neighbour on each side a layer
            for start in range(0, len(unique), WINDOW):
                low, stop = max(0, start - halo), min(len(unique), start + WINDOW)
                high = min(len(unique), stop + halo)
                hidden = self._convolve(projected[unique[low:high]], gaps[low:high])
                yield start, hidden[start - low : stop - low] @ self._head_weight + self._head_bias

        return rows, windows()

    def _convolve(self, products: np.ndarray, gaps: np.ndarray) -> np.ndarray:
        hidden = _shift_and_sum(products, self._layers[0].bias)
        for layer in self._layers[1:]:
            hidden[gaps] = layer.padding
            hidden = _shift_and_sum(hidden @ layer.weight, layer.bias)
        return hidden

    def _encode(self, words: list[str]) -> np.ndarray:
        """(words,) int64: one number for each different pair of word vector and shape."""
        known = self._codes
        if len(known) > CACHED_WORDS:
            known.clear()
        for word in words:
            if word in known:
                continue
            vector = self._navec.word_ids.get(word.lower(), self._navec.unknown)
            shape = self._shape_ids.get(word_shape(word), self._shape_ids["OTHER"])
            known[word] = vector * len(self._shapes) + shape
        return np.fromiter(map(known.__getitem__, words), np.int64, len(words))

    def _embed(self, codes: np.ndarray) -> np.ndarray:
        """(codes, word dim + shape dim) float32."""
        vectors, shapes = np.divmod(codes, len(self._shapes))
        parts, _, part_dim = self._navec.codes.shape
        decoded = self._navec.codes[np.arange(parts), self._navec.indexes[vectors]]
        words = decoded.reshape(len(codes), parts * part_dim)
        return np.concatenate([words, self._shapes[shapes]], axis=1)


@lru_cache(maxsize=8)
def natasha_tagger(name: Path) -> Tagger:
    """The tagger that natasha's wheel carries under ``name`` (``archive.MORPH``, ``archive.NER``).

    Taggers are shared by all pipelines of a process.

    Raises:
        WeightsError: natasha or its weights are missing.
    """
    data = natasha_data()
    return Tagger(read_slovnet(data / name), read_navec(data / NAVEC_PATH))


def _fold(archive: SlovnetArchive) -> tuple[list[Convolution], np.ndarray, np.ndarray]:
    """Each layer with the norm before it folded in, and the last norm's scale and shift."""
    folded = []
    inputs = archive.layers[0].weight.shape[1]
    scale, shift = np.ones(inputs, np.float32), np.zeros(inputs, np.float32)
    for layer in archive.layers:
        kernel = layer.weight.shape[2]
        if kernel != 3:
            raise WeightsError(f"{archive.id} has a convolution over {kernel} tokens, not 3")
        taps = [(layer.weight[:, :, k] * scale).T for k in range(kernel)]
        bias = layer.bias + sum(layer.weight[:, :, k] @ shift for k in range(kernel))
        folded.append(Convolution(np.concatenate(taps, axis=1), bias, -shift / scale))
        scale, shift = layer.scale, layer.shift
    return folded, scale, shift


def _layout(lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the tokens in the flat matrix, (tokens,) int, and which rows are gaps, bool."""
    tokens = int(lengths.sum())
    sequence = np.repeat(np.arange(len(lengths)), lengths)
    rows = np.arange(tokens) + sequence + 1
    gaps = np.ones(tokens + len(lengths) + 1, bool)
    gaps[rows] = False
    return rows, gaps


def _shift_and_sum(products: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """(rows, 3 * filters) to (rows, filters): left tap of the row before, right tap of the next."""
    filters = products.shape[1] // 3
    hidden = products[:, filters : 2 * filters] + bias
    hidden[1:] += products[:-1, :filters]
    hidden[:-1] += products[1:, 2 * filters :]
    return np.maximum(hidden, 0, out=hidden)
