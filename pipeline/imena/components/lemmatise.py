"""A tagged Doc in, ``token.lemma_`` out: of a word's parses, the one that agrees with its tag."""

from __future__ import annotations

import numpy as np
from spacy.attrs import LEMMA
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from imena.components.batch import BatchComponent
from imena.forms.lemma import lemma

CACHED_LEMMAS = 1_000_000  # pairs of word and tag remembered before the cache starts anew


class Lemmatise(BatchComponent):
    """Lemmatises token by token; each different pair of word and tag is looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        """Enter the lemmas into ``vocab``."""
        self._strings = vocab.strings
        self._lemmas: dict[tuple[str, str, str], int] = {}

    def annotate(self, docs: list[Doc]) -> None:
        """Lemmatise each Doc by its own."""
        known = self._lemmas
        if len(known) > CACHED_LEMMAS:
            known.clear()
        for doc in docs:
            values = np.empty((len(doc), 1), np.uint64)
            for i, token in enumerate(doc):
                key = (token.text, token.pos_, str(token.morph))
                if key not in known:
                    form = token.text if token.is_space else lemma(*key)
                    known[key] = self._strings.add(form)
                values[i] = known[key]
            doc.from_array([LEMMA], values)


@Language.factory("imena_lemmatise", requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def create_lemmatise(nlp: Language, name: str) -> Lemmatise:
    """``nlp.add_pipe("imena_lemmatise")``."""
    return Lemmatise(nlp.vocab)
