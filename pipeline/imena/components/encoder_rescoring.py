"""Sentences of which the first network is unsure, read again by an encoder.

The encoder is a transformer and takes fifty times as long, so it reads only sentences with a word
whose best tag is not clear. They are a quarter to a third of ordinary text; to read all of it takes
three times as long for .002 to .004 of token F1 (`benchmarks/encoder_rescoring.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np
from spacy.attrs import IS_SPACE, SPACY
from spacy.tokens import Doc

from imena.components.batch import Sequences, at_blocks, at_sentences, begins
from imena.nets.crf import certainty
from imena.nets.encoder import Encoder, Sentence, log_softmax
from imena.nets.pieces import SPACE

SURE = 0.9  # probability of a word's best tag
SHARE = 0.3  # of the encoder's log probabilities in the mean of both


class SecondReader:
    """An encoder, and the columns of its tags among those of the first network."""

    def __init__(self, encoder: Encoder, tags: tuple[str, ...], sure: float = SURE) -> None:
        """Take the encoder and the first network's tags."""
        self._encoder, self._sure = encoder, sure
        self._columns = np.array([tags.index(tag) for tag in encoder.tags])

    def mix(
        self,
        docs: list[Doc],
        batch: Sequences,
        emissions: np.ndarray,
        transitions: np.ndarray,
        caseless: np.ndarray,
    ) -> None:
        """Mix what the encoder says of the words of unsure sentences into their emissions.

        Args:
            docs: the batch's.
            batch: how they are laid out.
            emissions: (tokens and frames, tags) float32 log potentials, changed in place.
            transitions: (tags, tags) float32 log potentials.
            caseless: (words of the Docs,) bool, words in sentences whose letter case says nothing.
        """
        sure = certainty(emissions, batch.lengths, transitions)[batch.rows] >= self._sure
        starts, doc_of = begins(docs, batch.positions, at_sentences)
        sentence = np.cumsum(starts) - 1
        unsure = np.bincount(sentence, ~sure) > 0
        if not unsure.any():
            return
        read = unsure[sentence]
        apart, _ = begins(docs, batch.positions, at_blocks)
        apart |= starts & ~np.roll(read, 1)
        words = _words(docs, batch, caseless)
        bounds = np.append(np.flatnonzero(starts), len(words))
        chosen = np.flatnonzero(unsure)
        documents = (
            (
                Sentence(words[start:end], bool(apart[start]))
                for start, end in zip(bounds[group], bounds[group + 1], strict=True)
            )
            for group in _by_document(chosen, doc_of[bounds[chosen]])
        )
        rows = batch.rows[read]
        first = log_softmax(emissions[rows])
        second = self._encoder.log_probabilities(documents)
        first *= 1 - SHARE
        first[:, self._columns] += SHARE * second
        emissions[rows] = first


def _by_document(sentences: np.ndarray, doc_of: np.ndarray) -> Iterator[np.ndarray]:
    for _, group in groupby(range(len(sentences)), doc_of.__getitem__):
        yield sentences[list(group)]


def _words(docs: list[Doc], batch: Sequences, caseless: np.ndarray) -> list[str]:
    """The Docs' words as the encoder reads them: with their spaces, in lower case where told to."""
    lower = [word.lower() for word in batch.words]
    spaced = []
    for doc, position in zip(docs, batch.positions, strict=True):
        after = np.ones(len(doc) + 1, bool)
        after[1:] = doc.to_array([SPACY, IS_SPACE]).any(1)
        spaced += after[position].tolist()
    return [
        SPACE * space + (lower[token] if fold else batch.words[token])
        for token, fold, space in zip(
            batch.tokens[batch.rows].tolist(), caseless.tolist(), spaced, strict=True
        )
    ]
