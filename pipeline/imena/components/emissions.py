"""A batch of Docs in, the scores of every tag for every word out: the networks of a recogniser.

A model package has two convolutional networks: one for text as it is written, and one that sees no
letter case, for sentences whose case says nothing (see `imena.components.case`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from imena.components.batch import Sequences
from imena.components.case import caseless
from imena.errors import WeightsError
from imena.nets.archive import NER, model_folder, natasha_data
from imena.nets.tagger import Tagger, read_tagger

NATASHA = "natasha"  # the weights of natasha's wheel, which know ordinary text only
CASED, CASELESS = Path("weights/cased.tar"), Path("weights/caseless.tar")


class Networks:
    """The networks of one model, which have the same tags."""

    def __init__(self, cased: Tagger, caseless: Tagger | None) -> None:
        """Take the networks; without a caseless one, the other reads everything."""
        if cased.transitions is None:
            raise WeightsError("the weights have no CRF, so they are no recogniser's")
        self._cased, self._caseless = cased, caseless
        self.tags, self.transitions = cased.tags, cased.transitions

    def emissions(self, docs: list[Doc], batch: Sequences) -> np.ndarray:
        """(tokens and frames, tags) float32 log potentials for the CRF."""
        emissions = self._cased.emissions(batch.words, batch.tokens, batch.lengths)
        if self._caseless is None:
            return emissions
        chosen = np.zeros(len(batch.tokens), bool)
        chosen[batch.rows] = caseless(docs, batch)
        if chosen.any():
            sequence = np.repeat(np.arange(len(batch.lengths)), batch.lengths)
            read = np.zeros(len(batch.lengths), bool)
            read[sequence[chosen]] = True
            rows = np.flatnonzero(read[sequence])
            folded = [word.lower() for word in batch.words]
            scores = self._caseless.emissions(folded, batch.tokens[rows], batch.lengths[read])
            emissions[chosen] = scores[chosen[rows]]
        return emissions


def load_networks(weights: str) -> Networks:
    """The networks of a model package, such as ``ru_imena_sm``, or of `NATASHA`.

    Raises:
        WeightsError: there are no such weights.
    """
    cased, *caseless = map(read_tagger, weight_files(weights).values())
    return Networks(cased, caseless[0] if caseless else None)


def weight_files(weights: str) -> dict[str, Path]:
    """The files that `load_networks` reads, by a name that tells them apart."""
    if weights == NATASHA:
        return {NER.name: natasha_data() / NER}
    folder = model_folder(weights)
    return {f"{weights}/{file.name}": folder / file for file in (CASED, CASELESS)}
