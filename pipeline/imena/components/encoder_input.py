"""Give the sentences of a batch to an encoder, document by document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np
from spacy.attrs import IS_SPACE, SPACY
from spacy.tokens import Doc

from imena.components.batch import Sequences, at_paragraphs, at_sentences, sequence_starts
from imena.nets.encoder import Sentence
from imena.nets.pieces import SPACE


def sentence_numbers(docs: list[Doc], batch: Sequences) -> np.ndarray:
    """Return (words of the Docs,) int64, the number of each word's sentence in the batch."""
    starts, _ = sequence_starts(docs, batch.positions, at_sentences)
    return np.cumsum(starts) - 1


def documents_to_read(
    docs: list[Doc], batch: Sequences, chosen: np.ndarray, in_lower_case: np.ndarray
) -> Iterator[Iterator[Sentence]]:
    """Yield the sentences of each Doc that are to be read.

    Args:
        docs: the Docs of the batch.
        batch: the layout of their words.
        chosen: (sentences,) bool, those to be read.
        in_lower_case: (words of the Docs,) bool, the words to be read in lower case.
    """
    starts, doc_of = sequence_starts(docs, batch.positions, at_sentences)
    to_read = chosen[np.cumsum(starts) - 1]
    apart, _ = sequence_starts(docs, batch.positions, at_paragraphs)
    apart |= starts & ~np.roll(to_read, 1)
    words = _words(docs, batch, in_lower_case)
    bounds = np.append(np.flatnonzero(starts), len(words))
    numbers = np.flatnonzero(chosen)
    for group in _by_document(numbers, doc_of[bounds[numbers]]):
        yield (
            Sentence(words[start:end], bool(apart[start]))
            for start, end in zip(bounds[group], bounds[group + 1], strict=True)
        )


def _by_document(sentences: np.ndarray, doc_of: np.ndarray) -> Iterator[np.ndarray]:
    for _, group in groupby(range(len(sentences)), doc_of.__getitem__):
        yield sentences[list(group)]


def _words(docs: list[Doc], batch: Sequences, in_lower_case: np.ndarray) -> list[str]:
    """Return the words of the Docs as the encoder reads them: with the space before each."""
    lower = [word.lower() for word in batch.words]
    behind_space = []
    for doc, position in zip(docs, batch.positions, strict=True):
        after = np.ones(len(doc) + 1, bool)
        after[1:] = doc.to_array([SPACY, IS_SPACE]).any(1)
        behind_space += after[position].tolist()
    return [
        SPACE * space + (lower[token] if fold else batch.words[token])
        for token, fold, space in zip(
            batch.tokens[batch.rows].tolist(), in_lower_case.tolist(), behind_space, strict=True
        )
    ]
