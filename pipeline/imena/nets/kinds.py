"""Score NEREL's kinds for the words of whole batches, in plain numpy.

The network reads slovnet's word vectors and word shapes with two stacks of convolutions. The narrow
one is that of slovnet's recogniser; the layers of the wide one add what they see to what they read,
each in a wider context. The first layer of both is computed once for each different word (see
`imena.nets.projection`). For each kind a linear head scores whether a word is outside, begins a
span or continues one, so that spans of different kinds may nest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import BadZipFile

import numpy as np

from imena.errors import WeightsError
from imena.nets.archive import NAVEC, Navec, natasha_data, read_navec
from imena.nets.probabilities import log_softmax
from imena.nets.projection import GAP, Projection

WEIGHTS = Path("weights/kinds.npz")
WINDOW = 2048  # rows that are read at once; chosen by hand
CACHED_WORDS = 16_384  # whose first layer is remembered, 6 kB each; chosen by hand


@dataclass(frozen=True, slots=True)
class Step:
    """A convolution of three rows that are ``reach`` apart."""

    weight: np.ndarray  # (3 * inputs, filters) float32: the row before, the row itself, the next
    bias: np.ndarray  # (filters,) float32
    reach: int

    @classmethod
    def of(cls, weight: np.ndarray, bias: np.ndarray, reach: int = 1) -> Step:
        """Lay out a weight, (3, inputs, filters)."""
        return cls(weight.reshape(-1, len(bias)), bias, reach)

    def __call__(self, rows: np.ndarray, sequence: np.ndarray) -> np.ndarray:
        """Convolve (rows, inputs) within each sequence, and cut negative values off.

        Args:
            rows: (rows, inputs) float32.
            sequence: (rows,) int64, the number of the sequence of each row.
        """
        far = self.reach
        near = np.zeros((len(rows), 3, rows.shape[1]), np.float32)
        near[:, 1] = rows
        together = (sequence[far:] == sequence[:-far])[:, None]
        np.multiply(rows[:-far], together, out=near[far:, 0])
        np.multiply(rows[far:], together, out=near[:-far, 2])
        hidden = near.reshape(len(rows), -1) @ self.weight
        hidden += self.bias
        return np.maximum(hidden, 0, out=hidden)


@dataclass(frozen=True, slots=True)
class KindsWeights:
    """The weights of the network, as they are in its file."""

    navec: str  # the id of the word vectors
    kinds: tuple[str, ...]
    shapes: tuple[str, ...]
    shape_vectors: np.ndarray  # (shapes, shape dim) float32
    first_weight: np.ndarray  # (3, word dim + shape dim, narrow + wide) float32, of both stacks
    first_bias: np.ndarray  # (narrow + wide,) float32
    second_weight: np.ndarray  # (3, narrow, narrow // 2) float32
    second_bias: np.ndarray  # (narrow // 2,) float32
    third_weight: np.ndarray  # (3, narrow // 2, narrow // 4) float32
    third_bias: np.ndarray  # (narrow // 4,) float32
    reaches: np.ndarray  # (steps,) int64, of the wide stack
    weights: np.ndarray  # (steps, 3, wide, wide) float32
    biases: np.ndarray  # (steps, wide) float32
    head_weight: np.ndarray  # (narrow // 4 + wide, 3 * kinds) float32: outside, begins, continues
    head_bias: np.ndarray  # (3 * kinds,) float32


class KindsNetwork:
    """The network over one set of word vectors, which all pipelines of a process may share."""

    def __init__(self, weights: KindsWeights, navec: Navec) -> None:
        """Lay out the weights.

        Raises:
            WeightsError: they were trained on other word vectors.
        """
        if weights.navec != navec.id:
            raise WeightsError(
                f"the kinds were trained on vectors {weights.navec!r}, not {navec.id!r}"
            )
        self.kinds = weights.kinds
        self._first = Projection(
            {shape: i for i, shape in enumerate(weights.shapes)},
            weights.shape_vectors,
            navec,
            np.concatenate(weights.first_weight, axis=1),
            weights.first_bias,
            capacity=CACHED_WORDS,
        )
        self._narrow = [
            Step.of(weights.second_weight, weights.second_bias),
            Step.of(weights.third_weight, weights.third_bias),
        ]
        wide = zip(weights.weights, weights.biases, weights.reaches.tolist(), strict=True)
        self._wide = [Step.of(*step) for step in wide]
        self._head = weights.head_weight, weights.head_bias
        self._lock = Lock()  # the first layer forgets words

    def log_probabilities(
        self, words: list[str], tokens: np.ndarray, lengths: np.ndarray
    ) -> np.ndarray:
        """Score every kind for every token.

        Args:
            words: the different words.
            tokens: (tokens,) int64, which word each is, one sequence after the other.
            lengths: (sequences,) int64, how many tokens each has.

        Returns:
            (tokens, kinds, 3) float32: outside, begins, continues.
        """
        own = np.repeat(np.arange(len(lengths)), lengths)
        rows = np.arange(len(tokens)) + own + 1
        size = len(tokens) + len(lengths) + 1
        word_of, sequence = np.full(size, len(words)), np.full(size, -1)
        word_of[rows], sequence[rows] = tokens, own
        scores = np.empty((size, len(self._head[1])), np.float32)
        margin = 1 + max(sum(step.reach for step in stack) for stack in (self._narrow, self._wide))
        with self._lock:
            for start in range(0, size, WINDOW):
                low, end = max(0, start - margin), min(size, start + WINDOW)
                high = min(size, end + margin)
                hidden = self._hidden(words, word_of[low:high], sequence[low:high])
                scores[start:end] = hidden[start - low : end - low] @ self._head[0]
        scores += self._head[1]
        return log_softmax(scores[rows].reshape(len(tokens), len(self.kinds), 3))

    def _hidden(self, words: list[str], word_of: np.ndarray, sequence: np.ndarray) -> np.ndarray:
        """Return the outputs of both stacks, (rows, narrow // 4 + wide) float32."""
        used, inverse = np.unique(word_of, return_inverse=True)
        named = [words[word] if word < len(words) else GAP for word in used.tolist()]
        hidden = self._first.convolve(self._first.slots(named)[inverse])
        inside = (sequence >= 0)[:, None]
        hidden *= inside
        narrow, wide = np.split(hidden, [len(hidden.T) - len(self._wide[0].bias)], axis=1)
        for step in self._narrow:
            narrow = step(narrow, sequence) * inside
        for step in self._wide:
            wide = (wide + step(wide, sequence)) * inside
        return np.concatenate([narrow, wide], axis=1)


@lru_cache(maxsize=2)
def read_kinds(path: Path) -> KindsNetwork:
    """Read the network of a model package, over natasha's word vectors.

    Raises:
        WeightsError: natasha or the weights are missing or damaged.
    """
    navec = read_navec(natasha_data() / NAVEC)
    try:
        with path.open("rb") as file:
            arrays = np.load(file, allow_pickle=False)
            weights = KindsWeights(**{name: _read(array) for name, array in arrays.items()})
    except (OSError, EOFError, ValueError, TypeError, AttributeError, BadZipFile) as error:
        raise WeightsError(
            f"{path} cannot be read ({error}): pip install --force-reinstall imena"
        ) from error
    return KindsNetwork(weights, navec)


def _read(array: np.ndarray) -> Any:
    """Return words as a string or a tuple of them, and numbers in the type that is computed in."""
    if array.dtype.kind == "U":
        return array.item() if array.ndim == 0 else tuple(array.tolist())
    return array if array.dtype.kind == "i" else array.astype(np.float32)
