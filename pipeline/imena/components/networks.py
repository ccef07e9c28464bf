"""A batch of Docs in, the scores of every tag for every word out: the networks of a recogniser.

A model has two convolutional networks: one for text as it is written, and one that sees no letter
case, for sentences whose case says nothing (see `imena.components.letter_case`). An accurate model has an
encoder besides (see `imena.components.encoder_rescoring`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from imena.components.batch import Sequences
from imena.components.encoder_rescoring import SecondReader
from imena.components.letter_case import caseless
from imena.errors import WeightsError
from imena.nets.archive import NER, model_folder, natasha_data
from imena.nets.encoder import NETWORK, VOCABULARY, read_encoder
from imena.nets.tagger import Tagger, read_tagger

NATASHA = "natasha"  # the weights of natasha's wheel, which know ordinary text only
CASED, CASELESS = Path("weights/cased.tar"), Path("weights/caseless.tar")


class Networks:
    """The networks of one model, which have the same tags."""

    def __init__(
        self, cased: Tagger, caseless: Tagger | None, second: SecondReader | None = None
    ) -> None:
        """Take the networks; without a caseless one, the other reads everything."""
        if cased.transitions is None:
            raise WeightsError("the weights have no CRF, so they are no recogniser's")
        self._cased, self._caseless, self._second = cased, caseless, second
        self.tags, self.transitions = cased.tags, cased.transitions

    def emissions(self, docs: list[Doc], batch: Sequences) -> np.ndarray:
        """(tokens and frames, tags) float32 log potentials for the CRF."""
        emissions = self._cased.emissions(batch.words, batch.tokens, batch.lengths)
        folded = np.zeros(len(batch.rows), bool)
        if self._caseless is not None:
            folded = caseless(docs, batch)
            _read_caseless(self._caseless, batch, emissions, folded)
        if self._second is not None:
            self._second.mix(docs, batch, emissions, self.transitions, folded)
        return emissions


def _read_caseless(
    tagger: Tagger, batch: Sequences, emissions: np.ndarray, folded: np.ndarray
) -> None:
    """Put a caseless network's scores in the rows of the words that ``folded`` says, in place."""
    if not folded.any():
        return
    chosen = np.zeros(len(batch.tokens), bool)
    chosen[batch.rows] = folded
    sequence = np.repeat(np.arange(len(batch.lengths)), batch.lengths)
    read = np.zeros(len(batch.lengths), bool)
    read[sequence[chosen]] = True
    rows = np.flatnonzero(read[sequence])
    words = [word.lower() for word in batch.words]
    scores = tagger.emissions(words, batch.tokens[rows], batch.lengths[read])
    emissions[chosen] = scores[chosen[rows]]


def load_networks(weights: str, encoder: str | None = None) -> Networks:
    """The networks of model packages.

    Args:
        weights: whose convolutional networks, such as ``ru_imena_sm``, or `NATASHA`.
        encoder: whose encoder, such as ``ru_imena_lg``.

    Raises:
        WeightsError: there are no such weights.
        MissingExtraError: an encoder needs onnxruntime, which is not installed.
    """
    cased, *caseless = map(read_tagger, weight_files(weights).values())
    second = None
    if encoder is not None:
        second = SecondReader(read_encoder(model_folder(encoder)), cased.tags)
    return Networks(cased, caseless[0] if caseless else None, second)


def weight_files(weights: str, encoder: str | None = None) -> dict[str, Path]:
    """The files that `load_networks` reads, by a name that tells them apart."""
    files = {} if encoder is None else _files(encoder, NETWORK, VOCABULARY)
    if weights == NATASHA:
        return {NER.name: natasha_data() / NER} | files
    return _files(weights, CASED, CASELESS) | files


def _files(package: str, *paths: Path) -> dict[str, Path]:
    folder = model_folder(package)
    return {f"{package}/{path.name}": folder / path for path in paths}
