"""Words in, log probabilities of tags out: a small transformer in ONNX, window by window."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from imena.errors import MissingExtraError, WeightsError
from imena.nets.pieces import Pieces
from imena.nets.windows import PADDING, UNKNOWN, Stretch, Window, windows

NETWORK, VOCABULARY = Path("weights/encoder.onnx"), Path("weights/pieces.gz")
PIECES_A_CALL = 1024  # padding included


class Sentence(NamedTuple):
    """A sentence to be read."""

    words: list[str]  # those behind a space begin with `imena.nets.pieces.SPACE`
    apart: bool  # it does not continue the sentence before


class Encoder:
    """The network and its vocabulary."""

    def __init__(self, session: Any, pieces: Pieces, tags: tuple[str, ...]) -> None:
        """Take an ONNX session of ``pieces, real -> scores``, and what its tags mean."""
        self._session, self._pieces, self.tags = session, pieces, tags

    def log_probabilities(self, documents: Iterable[Iterable[Sentence]]) -> np.ndarray:
        """(words, tags) float32 of the words of all sentences of all documents, in their order."""
        cut = self._pieces.cut
        read = [
            window
            for sentences in documents
            for window in windows(Stretch([*map(cut, words)], apart) for words, apart in sentences)
        ]
        found = [np.zeros((0, len(self.tags)), np.float32)] * (len(read) + 1)
        order = sorted(range(len(read)), key=lambda i: len(read[i].pieces))
        while order:
            longest = len(read[order[-1]].pieces)
            size = max(1, PIECES_A_CALL // longest)
            batch, order = order[-size:], order[:-size]
            scores = self._scores([read[i] for i in batch], longest)
            for i, rows in zip(batch, scores, strict=True):
                found[i] = log_softmax(rows[read[i].firsts])
        return np.concatenate(found)

    def _scores(self, batch: list[Window], longest: int) -> np.ndarray:
        padded = np.full((len(batch), longest), PADDING, np.int64)
        real = np.zeros(padded.shape, np.float32)
        for row, window in enumerate(batch):
            padded[row, : len(window.pieces)] = window.pieces
            real[row, : len(window.pieces)] = 1
        (scores,) = self._session.run(None, {"pieces": padded, "real": real})
        return np.asarray(scores, np.float32)


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Log probabilities from (rows, tags) scores."""
    scores = scores - scores.max(1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(1, keepdims=True))


@lru_cache(maxsize=2)
def read_encoder(folder: Path) -> Encoder:
    """The encoder of a model package, shared by all pipelines of a process.

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
    """The tags and the pieces of an encoder: a line of tags, then a piece and its score a line."""
    tags, *lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    table = [line.split("\t") for line in lines]
    scores = [float(score) for _, score in table]
    return tuple(tags.split()), Pieces([piece for piece, _ in table], scores, UNKNOWN)
