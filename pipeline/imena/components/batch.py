"""Lay the words of many Docs out in flat sequences, so that a component annotates them at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from spacy.attrs import IDX, IS_SPACE, ORTH, SENT_START
from spacy.tokens import Doc
from spacy.util import minibatch

from imena.components.doc_cache import paragraphs_of
from imena.components.homoglyphs import fold_homoglyphs

Starts = Callable[[Doc], np.ndarray]  # Doc -> (tokens,) bool: this token starts a sequence


class BatchComponent(ABC):
    """A spaCy component that annotates a list of Docs at once; subclasses write `annotate`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate a stream of Docs, ``batch_size`` at a time."""
        for docs in minibatch(stream, size=batch_size):
            self.annotate(docs)
            yield from docs

    @abstractmethod
    def annotate(self, docs: list[Doc]) -> None:
        """Annotate these Docs in place."""


@dataclass(frozen=True, slots=True)
class Sequences:
    """The words of a batch of Docs, one sequence after the other, without whitespace tokens."""

    words: list[str]  # the different words of the batch, homoglyphs folded
    tokens: np.ndarray  # (tokens and frames,) int64: indices into ``words``
    lengths: np.ndarray  # (sequences,) int64, with frames, none zero
    rows: np.ndarray  # (tokens,) int64: indices of the Docs' own tokens among tokens and frames
    positions: list[np.ndarray]  # for each Doc the token indices of its words, int64

    def split(self, per_token: np.ndarray) -> list[np.ndarray]:
        """Split values for tokens and frames into arrays for the own tokens of each Doc."""
        ends = np.cumsum([len(position) for position in self.positions])
        return np.split(per_token[self.rows], ends[:-1])


def sequences(docs: list[Doc], starts: Starts, *, frame: str | None = None) -> Sequences:
    """Lay out the words of Docs in sequences.

    Args:
        docs: a batch.
        starts: tells which tokens of a Doc start a sequence.
        frame: a word to put between two sequences of a Doc, at the end of the first and again at
            the start of the second, in place of what was cut off.
    """
    columns = [doc.to_array([ORTH, IS_SPACE]) for doc in docs]
    positions = [np.flatnonzero(column[:, 1] == 0) for column in columns]
    orths = _concatenate(
        [column[position, 0] for column, position in zip(columns, positions, strict=True)],
        np.uint64,
    )
    unique, tokens = np.unique(orths, return_inverse=True)
    words = [fold_homoglyphs(docs[0].vocab.strings[orth]) for orth in unique.tolist()]

    starts_sequence, doc_of = sequence_starts(docs, positions, starts)
    first = np.flatnonzero(starts_sequence)
    lengths = np.diff(first, append=len(tokens))
    if frame is None:
        return Sequences(words, tokens, lengths, np.arange(len(tokens)), positions)

    same_doc = np.diff(doc_of[first]) == 0  # a sequence and the next one
    before, after = np.zeros((2, len(first)), bool)
    before[1:], after[:-1] = same_doc, same_doc
    framed = lengths + before + after
    shift = np.cumsum(framed) - framed + before - first
    rows = np.arange(len(tokens)) + np.repeat(shift, lengths)
    with_frames = np.full(int(framed.sum()), len(words))
    with_frames[rows] = tokens
    return Sequences([*words, frame], with_frames, framed, rows, positions)


def sequence_starts(
    docs: list[Doc], positions: list[np.ndarray], starts: Starts
) -> tuple[np.ndarray, np.ndarray]:
    """Tell which words of a batch start a sequence.

    Args:
        docs: the batch.
        positions: for each Doc the token indices of its words.
        starts: tells which tokens of a Doc start a sequence.

    Returns:
        (words,) bool, whether a word starts a sequence, and (words,) int64, the index of its Doc.
    """
    doc_of = np.repeat(np.arange(len(docs)), [len(position) for position in positions])
    numbers = [
        np.cumsum(starts(doc))[position] for doc, position in zip(docs, positions, strict=True)
    ]
    number = _concatenate(numbers, np.int64)
    return (np.diff(number, prepend=-1) != 0) | (np.diff(doc_of, prepend=-1) != 0), doc_of


def unique_rows(array: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the different rows of a matrix of integers.

    Returns:
        The different rows, and (rows,) int64, the index among them of each row.
    """
    code = np.zeros(len(array), np.int64)
    for column in array.T:
        values, number = np.unique(column, return_inverse=True)
        code = code * len(values) + number
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return array[first], which


def _concatenate(arrays: list[np.ndarray], dtype: type) -> np.ndarray:
    return np.concatenate([np.zeros(0, dtype), *arrays])


def at_sentences(doc: Doc) -> np.ndarray:
    """Start a sequence at each sentence; in a Doc without sentences, at each paragraph."""
    if not doc.has_annotation("SENT_START"):
        return at_paragraphs(doc)
    return doc.to_array([SENT_START]) == 1


def at_paragraphs(doc: Doc) -> np.ndarray:
    """Start a sequence at each paragraph, so that nothing is read across its end."""
    starts = np.zeros(len(doc), bool)
    offsets = doc.to_array([IDX])
    first = np.searchsorted(offsets, paragraphs_of(doc))
    starts[first[first < len(doc)]] = True
    return starts
