"""Score the tags of whole batches by slovnet's word-and-shape CNN, in plain numpy.

A batch is one flat matrix: the tokens of all sequences, one gap row between two sequences. A gap
row is held at the value that the original network pads with, so that a window convolution over the
flat matrix is a few matrix products and no sequence sees its neighbour. Batch norms are folded into
the next layer at load, and the first layer, more than half of the arithmetic, is computed once for
each different word and remembered (`imena.nets.projection`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from weakref import WeakSet

import numpy as np

from imena.errors import WeightsError
from imena.nets.archive import NAVEC as NAVEC_PATH
from imena.nets.archive import Navec, SlovnetArchive, natasha_data, read_navec, read_slovnet
from imena.nets.convolution import Convolution
from imena.nets.projection import GAP, Projection

# Rows that a convolution reads at once, so that its matrices stay in the cache; chosen by hand
WINDOW = 1024
SPAN = 16_384  # rows whose words the first layer must hold at once; chosen by hand
ONE_AT_A_TIME = Lock()  # taggers are shared by threads, and the first layer forgets words
_shared: WeakSet[Tagger] = WeakSet()


@dataclass(frozen=True, slots=True)
class Layer:
    """A window convolution into which the norm before it is folded."""

    taps: np.ndarray  # (3, inputs, filters) float32: for the row before, itself, the next
    bias: np.ndarray  # (filters,) float32
    padding: np.ndarray  # (inputs,) float32: the value of a gap row before this layer


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
        layers, scale, shift = _fold(archive)
        first, *others = layers
        weight = np.concatenate(first.taps, axis=1)
        self._first = Projection(
            archive.shape_ids, archive.shapes, navec, weight, first.bias, capacity=2 * SPAN
        )
        self._layers = [Convolution(layer.taps, layer.bias, layer.padding) for layer in others]
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
        rows, gaps = _layout(lengths)
        scores = np.empty((len(gaps), len(self.tags)), np.float32)
        with ONE_AT_A_TIME:
            for start, window in self._windows(words, tokens, rows, gaps):
                scores[start : start + len(window)] = window
        return scores[rows]

    def best_tags(self, words: list[str], tokens: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Return the best tag of each token, (tokens,) int64; arguments as for `emissions`."""
        rows, gaps = _layout(lengths)
        best = np.empty(len(gaps), np.int64)
        with ONE_AT_A_TIME:
            for start, window in self._windows(words, tokens, rows, gaps):
                best[start : start + len(window)] = window.argmax(1)  # there are hundreds of tags
        return best[rows]

    def _windows(
        self, words: list[str], tokens: np.ndarray, rows: np.ndarray, gaps: np.ndarray
    ) -> Iterator[tuple[int, np.ndarray]]:
        """Yield the first row and the scores of each window, (rows, tags) float32."""
        halo = len(self._layers) + 1  # a token sees one neighbour on each side a layer
        word_of = np.full(len(gaps), len(words))
        word_of[rows] = tokens
        named = [*words, GAP]
        for begin in range(0, len(gaps), SPAN):
            low, stop = max(0, begin - halo), min(len(gaps), begin + SPAN)
            high = min(len(gaps), stop + halo)
            used, inverse = np.unique(word_of[low:high], return_inverse=True)
            slots = self._first.slots([named[word] for word in used.tolist()])[inverse]
            for start in range(begin, stop, WINDOW):
                end = min(stop, start + WINDOW)
                left, right = max(low, start - halo), min(high, end + halo)
                hidden = self._convolve(slots[left - low : right - low], gaps[left:right])
                scores = hidden[start - left : end - left] @ self._head_weight
                scores += self._head_bias
                yield start, scores

    def _convolve(self, slots: np.ndarray, gaps: np.ndarray) -> np.ndarray:
        """Return (rows, filters of the last layer) float32, from the words' slots in the first."""
        hidden = self._first.convolve(slots)
        for layer in self._layers:
            hidden[gaps] = layer.padding
            hidden = layer(hidden)
        return hidden


@lru_cache(maxsize=8)
def read_tagger(path: Path) -> Tagger:
    """Read the tagger in a slovnet archive, over natasha's word vectors.

    Taggers are shared by all pipelines of a process.

    Raises:
        WeightsError: natasha or the weights are missing.
    """
    tagger = Tagger(read_slovnet(path), read_navec(natasha_data() / NAVEC_PATH))
    _shared.add(tagger)
    return tagger


def forget_words() -> None:
    """Reset the shared taggers of this process to their state before they read anything.

    The products of a word differ in the last bit with the words that are multiplied beside it, and
    with them a score in its seventh digit. A caller that needs equal bits for equal texts starts
    anew.
    """
    with ONE_AT_A_TIME:
        for tagger in _shared:
            tagger._first.forget()


def _fold(archive: SlovnetArchive) -> tuple[list[Layer], np.ndarray, np.ndarray]:
    """Fold each norm into the next layer; return the layers and the last norm's scale and shift."""
    folded = []
    inputs = archive.layers[0].weight.shape[1]
    scale, shift = np.ones(inputs, np.float32), np.zeros(inputs, np.float32)
    for layer in archive.layers:
        kernel = layer.weight.shape[2]
        if kernel != 3:
            raise WeightsError(f"{archive.id} has a convolution over {kernel} tokens, not 3")
        taps = [(layer.weight[:, :, k] * scale).T for k in range(kernel)]
        bias = layer.bias + sum(layer.weight[:, :, k] @ shift for k in range(kernel))
        folded.append(Layer(np.stack(taps), bias, -shift / scale))
        scale, shift = layer.scale, layer.shift
    return folded, scale, shift


def _layout(lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of the tokens in the flat matrix, (tokens,) int, and a mask of the gaps."""
    tokens = int(lengths.sum())
    sequence = np.repeat(np.arange(len(lengths)), lengths)
    rows = np.arange(tokens) + sequence + 1
    gaps = np.ones(tokens + len(lengths) + 1, bool)
    gaps[rows] = False
    return rows, gaps
