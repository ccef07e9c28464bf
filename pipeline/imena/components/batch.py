"""Docs in, flat sequences of words out: what lets a component work on many documents at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from spacy.attrs import IDX, IS_SPACE, ORTH, SENT_START
from spacy.tokens import Doc
from spacy.util import minibatch

from imena.components.homoglyphs import fold_homoglyphs
from imena.layout.paragraphs import paragraph_starts

BLOCKS = "imena_blocks"
TEXT = "imena_text"
Starts = Callable[[Doc], np.ndarray]  # Doc -> (tokens,) bool: this token begins a sequence


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
    """The tokens of a batch of Docs, whitespace left out, one sequence after the other."""

    words: list[str]  # the different words of the batch, folded (see `imena.components.homoglyphs`)
    tokens: np.ndarray  # (tokens and frames,) int64: which of the words each is
    lengths: np.ndarray  # (sequences,) int64, frames counted, none zero
    rows: np.ndarray  # (tokens,) int64: where among tokens and frames the Docs' own stand
    positions: list[np.ndarray]  # a Doc: the token numbers of its words, int64

    def split(self, per_token: np.ndarray) -> list[np.ndarray]:
        """Values for tokens and frames to values for the Docs' own tokens, Doc by Doc."""
        ends = np.cumsum([len(position) for position in self.positions])
        return np.split(per_token[self.rows], ends[:-1])


def sequences(docs: list[Doc], starts: Starts, *, frame: str | None = None) -> Sequences:
    """Lay the words of ``docs`` out in sequences that begin where ``starts`` says.

    ``frame`` is a word to put between two sequences of a Doc, at the end of the one and again at
    the start of the other, for what they no longer see of each other.
    """
    columns = [doc.to_array([ORTH, IS_SPACE]) for doc in docs]
    positions = [np.flatnonzero(column[:, 1] == 0) for column in columns]
    orths = _concatenate(
        [column[position, 0] for column, position in zip(columns, positions, strict=True)],
        np.uint64,
    )
    unique, tokens = np.unique(orths, return_inverse=True)
    words = [fold_homoglyphs(docs[0].vocab.strings[orth]) for orth in unique.tolist()]

    begin, doc_of = begins(docs, positions, starts)
    first = np.flatnonzero(begin)
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


def begins(
    docs: list[Doc], positions: list[np.ndarray], starts: Starts
) -> tuple[np.ndarray, np.ndarray]:
    """Which words of the Docs begin a sequence, (words,) bool, and whose they are, (words,) int64.

    ``positions`` has the token numbers of each Doc's words.
    """
    doc_of = np.repeat(np.arange(len(docs)), [len(position) for position in positions])
    numbers = [
        np.cumsum(starts(doc))[position] for doc, position in zip(docs, positions, strict=True)
    ]
    number = _concatenate(numbers, np.int64)
    return (np.diff(number, prepend=-1) != 0) | (np.diff(doc_of, prepend=-1) != 0), doc_of


def unique_rows(array: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different rows of a matrix of integers, and which of them each row is, (rows,) int64."""
    code = np.zeros(len(array), np.int64)
    for column in array.T:
        values, number = np.unique(column, return_inverse=True)
        code = code * len(values) + number
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return array[first], which


def _concatenate(arrays: list[np.ndarray], dtype: type) -> np.ndarray:
    return np.concatenate([np.zeros(0, dtype), *arrays])


def at_sentences(doc: Doc) -> np.ndarray:
    """Sequences are sentences; in a Doc without sentences, blocks of lines."""
    if not doc.has_annotation("SENT_START"):
        return at_blocks(doc)
    return doc.to_array([SENT_START]) == 1


def at_blocks(doc: Doc) -> np.ndarray:
    """Sequences are blocks of lines: nothing is read across a line break that ends a sentence."""
    starts = np.zeros(len(doc), bool)
    offsets = doc.to_array([IDX])
    first = np.searchsorted(offsets, blocks(doc))
    starts[first[first < len(doc)]] = True
    return starts


def blocks(doc: Doc, text: str | None = None) -> list[int]:
    """Where the Doc's blocks of lines begin; kept in its user data, since two components ask.

    ``text`` is the Doc's, from a caller that has it at hand.
    """
    length = n_chars(doc)
    kept: tuple[int, list[int]] | None = doc.user_data.get(BLOCKS)
    if kept is None or kept[0] != length:  # user data may be those of a longer Doc
        kept = length, paragraph_starts(take_text(doc) if text is None else text)
        doc.user_data[BLOCKS] = kept
    return kept[1]


def take_text(doc: Doc) -> str:
    """The Doc's text: what the tokenizer left for the first who asks, for spaCy makes it anew."""
    left: str | None = doc.user_data.pop(TEXT, None)
    return left if left is not None and len(left) == n_chars(doc) else str(doc.text)


def n_chars(doc: Doc) -> int:
    """Characters of the Doc's text."""
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0
