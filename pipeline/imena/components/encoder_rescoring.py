"""Rescore the sentences of which the first network is unsure, by an encoder.

The encoder is a transformer and takes fifty times as long, so it reads only sentences with a word
whose best tag is unclear. They are a quarter to a third of ordinary text; to read all of it takes
three times as long for .002 to .004 of token F1 (`benchmarks.encoder_rescoring`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np
from spacy.attrs import IS_SPACE, SPACY
from spacy.tokens import Doc

from imena.components.batch import Sequences, at_paragraphs, at_sentences, sequence_starts
from imena.nets.crf import certainty
from imena.nets.encoder import Encoder, Sentence, log_softmax
from imena.nets.pieces import SPACE

# Probability of a word's best tag below which its sentence is read. Chosen on NEREL dev and
# covid-19: token F1 is flat from 0.9 on (.876 to .878, .817 to .821), and the time grows.
SURE = 0.9
SHARE = 0.3  # of the encoder's log probabilities in the mean of both; chosen by hand


class EncoderRescorer:
    """An encoder, and the columns of its tags among those of the first network."""

    def __init__(self, encoder: Encoder, tags: tuple[str, ...], sure: float = SURE) -> None:
        """Take the encoder and the tags of the first network."""
        self._encoder, self._sure = encoder, sure
        self._columns = np.array([tags.index(tag) for tag in encoder.tags])

    def rescore(
        self,
        docs: list[Doc],
        batch: Sequences,
        emissions: np.ndarray,
        transitions: np.ndarray,
        in_lower_case: np.ndarray,
    ) -> None:
        """Mix the encoder's log probabilities into the emissions of unsure sentences.

        Args:
            docs: the Docs of the batch.
            batch: the layout of their words.
            emissions: (tokens and frames, tags) float32 log potentials, changed in place.
            transitions: (tags, tags) float32 log potentials.
            in_lower_case: (words of the Docs,) bool, the words to be read in lower case.
        """
        is_sure = certainty(emissions, batch.lengths, transitions)[batch.rows] >= self._sure
        starts, doc_of = sequence_starts(docs, batch.positions, at_sentences)
        sentence = np.cumsum(starts) - 1
        unsure = np.bincount(sentence, ~is_sure) > 0
        if not unsure.any():
            return
        to_read = unsure[sentence]
        apart, _ = sequence_starts(docs, batch.positions, at_paragraphs)
        apart |= starts & ~np.roll(to_read, 1)
        words = _words(docs, batch, in_lower_case)
        bounds = np.append(np.flatnonzero(starts), len(words))
        chosen = np.flatnonzero(unsure)
        documents = (
            (
                Sentence(words[start:end], bool(apart[start]))
                for start, end in zip(bounds[group], bounds[group + 1], strict=True)
            )
            for group in _by_document(chosen, doc_of[bounds[chosen]])
        )
        rows = batch.rows[to_read]
        mixed = log_softmax(emissions[rows])
        encoded = self._encoder.log_probabilities(documents)
        mixed *= 1 - SHARE
        mixed[:, self._columns] += SHARE * encoded
        emissions[rows] = mixed


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
