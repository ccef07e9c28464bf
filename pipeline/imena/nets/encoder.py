"""Score the tags of words by a small transformer in ONNX, window by window."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from imena.errors import MissingExtraError, WeightsError
from imena.nets.pieces import Pieces
from imena.nets.probabilities import log_softmax
from imena.nets.windows import UNKNOWN, Stretch, windows

NETWORK, VOCABULARY = Path("weights/encoder.onnx"), Path("weights/pieces.gz")


class Sentence(NamedTuple):
    """A sentence for the encoder."""

    words: list[str]  # those behind a space begin with `imena.nets.pieces.SPACE`
    apart: bool  # it does not continue the sentence before


class Encoder:
    """The network and its vocabulary."""

    def __init__(
        self, session: Any, pieces: Pieces, tags: tuple[str, ...], kinds: tuple[str, ...]
    ) -> None:
        """Take an ONNX session of ``pieces -> scores, kinds``, the vocabulary, and what is scored:
        tags, and kinds with three tags each.
        """
        self._session, self._pieces, self.tags, self.kinds = session, pieces, tags, kinds

    def log_probabilities(self, documents: Iterable[Iterable[Sentence]]) -> np.ndarray:
        """Score the tags of the words of documents.

        Args:
            documents: the sentences of each document.

        Returns:
            (words, tags) float32 log probabilities of the words of all sentences, in their order.
        """
        return log_softmax(self._read(documents, "scores", len(self.tags)))

    def kind_log_probabilities(self, documents: Iterable[Iterable[Sentence]]) -> np.ndarray:
        """Score the kinds of the words of documents.

        Args:
            documents: the sentences of each document.

        Returns:
            (words, kinds, 3) float32 log probabilities: outside, begins, continues.
        """
        scores = self._read(documents, "kinds", 3 * len(self.kinds))
        return log_softmax(scores.reshape(len(scores), len(self.kinds), 3))

    def _read(
        self, documents: Iterable[Iterable[Sentence]], output: str, columns: int
    ) -> np.ndarray:
        """Return one output of the network for the words of documents, (words, columns)."""
        cut = self._pieces.cut
        scored = [
            self._scores(window.pieces, output)[window.firsts]
            for sentences in documents
            for window in windows(Stretch([*map(cut, words)], apart) for words, apart in sentences)
        ]
        return np.concatenate([np.zeros((0, columns), np.float32), *scored])

    def _scores(self, pieces: list[int], output: str) -> np.ndarray:
        """Score one window, (pieces, columns); the rounding depends on the whole call."""
        (scores,) = self._session.run([output], {"pieces": np.array([pieces], np.int64)})
        return np.asarray(scores[0], np.float32)


@lru_cache(maxsize=2)
def read_encoder(folder: Path) -> Encoder:
    """Read the encoder of a model package, which all pipelines of a process share.

    Raises:
        MissingExtraError: onnxruntime is not installed.
        WeightsError: the weights are missing or damaged.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingExtraError('this model needs onnxruntime: pip install "imena[lg]"') from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        tags, kinds, vocabulary = read_vocabulary(folder / VOCABULARY)
        network = (folder / NETWORK).read_bytes()
        session = onnxruntime.InferenceSession(network, options, ["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors have no common base
        raise WeightsError(
            f"the encoder in {folder} cannot be read ({error}): pip install --force-reinstall imena"
        ) from error
    return Encoder(session, vocabulary, tags, kinds)


def read_vocabulary(path: Path) -> tuple[tuple[str, ...], tuple[str, ...], Pieces]:
    """Read the tags (first line), the kinds (second line) and the pieces of an encoder (a piece and
    its score a line).
    """
    tags, kinds, *lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    table = [line.split("\t") for line in lines]
    scores = [float(score) for _, score in table]
    pieces = Pieces([piece for piece, _ in table], scores, UNKNOWN)
    return tuple(tags.split()), tuple(kinds.split()), pieces
