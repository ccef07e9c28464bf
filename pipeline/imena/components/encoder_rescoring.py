"""Rescore the sentences of which the first network is unsure, by an encoder.

The encoder is a transformer and takes fifty times as long, so it reads only sentences with a word
whose best tag is unclear. They are a quarter to a third of ordinary text; to read all of it takes
three times as long for .002 to .004 of token F1 (`benchmarks.encoder_rescoring`).
"""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from imena.components.batch import Sequences
from imena.components.encoder_input import documents_to_read, sentence_numbers
from imena.nets.crf import certainty
from imena.nets.encoder import Encoder
from imena.nets.probabilities import log_softmax

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
        sentence = sentence_numbers(docs, batch)
        unsure = np.bincount(sentence, ~is_sure) > 0
        if not unsure.any():
            return
        documents = documents_to_read(docs, batch, unsure, in_lower_case)
        rows = batch.rows[unsure[sentence]]
        mixed = log_softmax(emissions[rows])
        encoded = self._encoder.log_probabilities(documents)
        mixed *= 1 - SHARE
        mixed[:, self._columns] += SHARE * encoded
        emissions[rows] = mixed
