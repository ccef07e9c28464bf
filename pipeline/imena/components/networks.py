"""Score every tag for every word of a batch of Docs, with the networks of a recogniser.

A model has two convolutional networks: one for text as it is written, and one that sees no letter
case, for sentences whose case is no evidence (see `imena.components.letter_case`). An accurate
model has an encoder, too (see `imena.components.encoder_rescoring`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from imena.components.batch import Sequences
from imena.components.encoder_rescoring import EncoderRescorer
from imena.components.letter_case import caseless_words
from imena.errors import WeightsError
from imena.nets.archive import NER, model_folder, natasha_data
from imena.nets.encoder import NETWORK, VOCABULARY, read_encoder
from imena.nets.tagger import Tagger, read_tagger

NATASHA = "natasha"  # the weights of natasha's wheel, which were trained on ordinary text only
CASED, CASELESS = Path("weights/cased.tar"), Path("weights/caseless.tar")


class Networks:
    """The networks of one model, which have the same tags."""

    def __init__(
        self, cased: Tagger, caseless: Tagger | None, rescorer: EncoderRescorer | None = None
    ) -> None:
        """Take the networks.

        Args:
            cased: the network for text as it is written.
            caseless: the network that sees no letter case; without it the first reads everything.
            rescorer: the encoder, if any.

        Raises:
            WeightsError: the first network has no CRF.
        """
        if cased.transitions is None:
            raise WeightsError("the weights have no CRF, so they are no recogniser's")
        self._cased, self._caseless, self._rescorer = cased, caseless, rescorer
        self.tags, self.transitions = cased.tags, cased.transitions

    def emissions(self, docs: list[Doc], batch: Sequences) -> np.ndarray:
        """Return (tokens and frames, tags) float32 log potentials for the CRF."""
        emissions = self._cased.emissions(batch.words, batch.tokens, batch.lengths)
        in_lower_case = np.zeros(len(batch.rows), bool)
        if self._caseless is not None:
            in_lower_case = caseless_words(docs, batch)
            _score_caseless(self._caseless, batch, emissions, in_lower_case)
        if self._rescorer is not None:
            self._rescorer.rescore(docs, batch, emissions, self.transitions, in_lower_case)
        return emissions


def _score_caseless(
    tagger: Tagger, batch: Sequences, emissions: np.ndarray, in_lower_case: np.ndarray
) -> None:
    """Replace the emissions of words that are read in lower case, in place.

    Args:
        tagger: the network that sees no letter case.
        batch: the layout of the words.
        emissions: (tokens and frames, tags) float32.
        in_lower_case: (words of the Docs,) bool.
    """
    if not in_lower_case.any():
        return
    replaced = np.zeros(len(batch.tokens), bool)
    replaced[batch.rows] = in_lower_case
    sequence = np.repeat(np.arange(len(batch.lengths)), batch.lengths)
    to_read = np.zeros(len(batch.lengths), bool)
    to_read[sequence[replaced]] = True
    rows = np.flatnonzero(to_read[sequence])
    words = [word.lower() for word in batch.words]
    scores = tagger.emissions(words, batch.tokens[rows], batch.lengths[to_read])
    emissions[replaced] = scores[replaced[rows]]


def load_networks(weights: str, encoder: str | None = None) -> Networks:
    """Load the networks of model packages.

    Args:
        weights: the package of the convolutional networks, such as ``ru_imena_sm``, or `NATASHA`.
        encoder: the package of the encoder, such as ``ru_imena_lg``.

    Raises:
        WeightsError: there are no such weights.
        MissingExtraError: an encoder needs onnxruntime, which is not installed.
    """
    cased, *caseless = map(read_tagger, weight_files(weights).values())
    rescorer = None
    if encoder is not None:
        rescorer = EncoderRescorer(read_encoder(model_folder(encoder)), cased.tags)
    return Networks(cased, caseless[0] if caseless else None, rescorer)


def weight_files(weights: str, encoder: str | None = None) -> dict[str, Path]:
    """Return the files that `load_networks` reads, by names that differ between packages."""
    files = {} if encoder is None else _files(encoder, NETWORK, VOCABULARY)
    if weights == NATASHA:
        return {NER.name: natasha_data() / NER} | files
    return _files(weights, CASED, CASELESS) | files


def _files(package: str, *paths: Path) -> dict[str, Path]:
    folder = model_folder(package)
    return {f"{package}/{path.name}": folder / path for path in paths}
