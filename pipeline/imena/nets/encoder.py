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
from imena.nets.windows import UNKNOWN, Stretch, windows

NETWORK, VOCABULARY = Path("weights/encoder.onnx"), Path("weights/pieces.gz")


class Sentence(NamedTuple):
    """A sentence for the encoder."""

    words: list[str]  # those behind a space begin with `imena.nets.pieces.SPACE`
    apart: bool  # it does not continue the sentence before


class Encoder:
    """The network and its vocabulary."""

    def __init__(self, session: Any, pieces: Pieces, tags: tuple[str, ...]) -> None:
        """Take an ONNX session of ``pieces -> scores``, the vocabulary, and the tags scored."""
        self._session, self._pieces, self.tags = session, pieces, tags

    def log_probabilities(self, documents: Iterable[Iterable[Sentence]]) -> np.ndarray:
        """Score the words of documents.

        Args:
            documents: the sentences of each document.

        Returns:
            (words, tags) float32 log probabilities of the words of all sentences, in their order.
        """
        cut = self._pieces.cut
        scored = [
            log_softmax(self._scores(window.pieces)[window.firsts])
            for sentences in documents
            for window in windows(Stretch([*map(cut, words)], apart) for words, apart in sentences)
        ]
        return np.concatenate([np.zeros((0, len(self.tags)), np.float32), *scored])

    def _scores(self, pieces: list[int]) -> np.ndarray:
        """Score one window, (pieces, tags) float32; the rounding depends on the whole call."""
        (scores,) = self._session.run(None, {"pieces": np.array([pieces], np.int64)})
        return np.asarray(scores[0], np.float32)


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Convert (rows, tags) scores to log probabilities."""
    scores = scores - scores.max(1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(1, keepdims=True))


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
        tags, vocabulary = read_vocabulary(folder / VOCABULARY)
        network = (folder / NETWORK).read_bytes()
        session = onnxruntime.InferenceSession(network, options, ["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors have no common base
        raise WeightsError(
            f"the encoder in {folder} cannot be read ({error}): pip install --force-reinstall imena"
        ) from error
    return Encoder(session, vocabulary, tags)


def read_vocabulary(path: Path) -> tuple[tuple[str, ...], Pieces]:
    """Read the tags (first line) and the pieces of an encoder (a piece and its score a line)."""
    tags, *lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    table = [line.split("\t") for line in lines]
    scores = [float(score) for _, score in table]
    return tuple(tags.split()), Pieces([piece for piece, _ in table], scores, UNKNOWN)
