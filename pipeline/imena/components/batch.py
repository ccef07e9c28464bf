"""Docs in, flat sequences of words out: what lets a component work on many documents at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from spacy.attrs import IDX, IS_SPACE, SENT_START
from spacy.tokens import Doc
from spacy.util import minibatch

from imena.components.lines import block_starts

Starts = Callable[[Doc], np.ndarray]  # Doc -> (tokens,) bool: this token begins a sequence


class BatchComponent:
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

    def annotate(self, docs: list[Doc]) -> None:
        """Annotate these Docs in place."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Sequences:
    """The words of a batch of Docs, without whitespace tokens, one sequence after the other."""

    words: list[str]  # frames included
    lengths: np.ndarray  # (sequences,) int64, none zero
    rows: np.ndarray  # (words less frames,) int64: where in `words` the Docs' own words stand
    positions: list[np.ndarray]  # a Doc: the token numbers of its words, int64

    def split(self, per_word: np.ndarray) -> Iterator[np.ndarray]:
        """Values for `words` to values for the Docs' own words, Doc by Doc."""
        ends = np.cumsum([len(position) for position in self.positions])
        yield from np.split(per_word[self.rows], ends[:-1])


def sequences(docs: list[Doc], starts: Starts, *, frame: str | None = None) -> Sequences:
    """Lay the words of ``docs`` out in sequences that begin where ``starts`` says.

    ``frame`` is a word to put between two sequences of a Doc, at the end of the one and again at
    the start of the other, for what they no longer see of each other.
    """
    words: list[str] = []
    lengths, rows, positions = [], [], []
    for doc in docs:
        position = np.flatnonzero(doc.to_array([IS_SPACE]) == 0)
        positions.append(position)
        if not len(position):
            continue
        texts = [token.text for token in doc]
        number = np.cumsum(starts(doc))[position]  # which sequence each word belongs to
        bounds = np.flatnonzero(np.diff(number, prepend=-1, append=-1))
        for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            before = [frame] if frame is not None and start > 0 else []
            after = [frame] if frame is not None and end < len(position) else []
            own = [texts[i] for i in position[start:end].tolist()]
            rows.append(np.arange(len(own)) + len(words) + len(before))
            words += before + own + after
            lengths.append(len(before) + len(own) + len(after))
    empty = np.zeros(0, np.int64)
    return Sequences(words, np.array(lengths, np.int64), np.concatenate([empty, *rows]), positions)


def at_sentences(doc: Doc) -> np.ndarray:
    """Sequences are sentences; in a Doc without sentences, blocks of lines."""
    if not doc.has_annotation("SENT_START"):
        return at_blocks(doc)
    return doc.to_array([SENT_START]) == 1


def at_blocks(doc: Doc) -> np.ndarray:
    """Sequences are blocks of lines: nothing is read across a line break that ends a sentence."""
    starts = np.zeros(len(doc), bool)
    offsets = doc.to_array([IDX])
    first = np.searchsorted(offsets, block_starts(doc.text))
    starts[first[first < len(doc)]] = True
    return starts
