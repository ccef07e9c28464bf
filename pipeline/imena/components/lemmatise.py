"""A tagged Doc in, ``token.lemma_`` out: of a word's parses, the one that agrees with its tag."""

from __future__ import annotations

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.language import Language
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc
from spacy.vocab import Vocab

from imena.components.batch import BatchComponent
from imena.forms.lemma import lemma

CACHED_LEMMAS = 1_000_000  # pairs of word and tag remembered before the cache starts anew


class Lemmatise(BatchComponent):
    """Each different pair of word and tag is looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        """Enter the lemmas into ``vocab``."""
        self._strings = vocab.strings
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def annotate(self, docs: list[Doc]) -> None:
        """Lemmatise the Docs in one batch."""
        arrays = [doc.to_array([ORTH, POS, MORPH]) for doc in docs]
        rows, which = np.unique(np.concatenate(arrays), axis=0, return_inverse=True)
        lemmas = np.array([self._lemma(*row) for row in rows.tolist()], np.uint64)[which.ravel()]
        ends = np.cumsum([len(array) for array in arrays])
        for doc, values in zip(docs, np.split(lemmas, ends[:-1]), strict=True):
            doc.from_array([LEMMA], values.reshape(-1, 1))

    def _lemma(self, orth: int, pos: int, morph: int) -> int:
        """The number of the lemma of a word with a tag, all as spaCy numbers them."""
        known = self._lemmas
        if (orth, pos, morph) not in known:
            if len(known) > CACHED_LEMMAS:
                known.clear()
            word = self._strings[orth]
            form = word if word.isspace() else lemma(word, NAMES[pos], self._strings[morph])
            known[orth, pos, morph] = self._strings.add(form)
        return known[orth, pos, morph]


@Language.factory("imena_lemmatise", requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def create_lemmatise(nlp: Language, name: str) -> Lemmatise:
    """``nlp.add_pipe("imena_lemmatise")``."""
    return Lemmatise(nlp.vocab)
