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
        self._lemmas: dict[tuple[str, int, str], str] = {}

    def annotate(self, docs: list[Doc]) -> None:
        """Lemmatise the Docs in one batch."""
        arrays = [doc.to_array([ORTH, POS, MORPH]) for doc in docs]
        rows, which = np.unique(np.concatenate(arrays), axis=0, return_inverse=True)
        numbers = [self._strings.add(self._lemma(*row)) for row in rows.tolist()]
        lemmas = np.array(numbers, np.uint64)[which.ravel()]
        ends = np.cumsum([len(array) for array in arrays])
        for doc, values in zip(docs, np.split(lemmas, ends[:-1]), strict=True):
            doc.from_array([LEMMA], values.reshape(-1, 1))

    def _lemma(self, orth: int, pos: int, morph: int) -> str:
        """The lemma of a word with a tag, both as spaCy numbers them."""
        key = (self._strings[orth], pos, self._strings[morph])
        if key not in self._lemmas:
            if len(self._lemmas) > CACHED_LEMMAS:
                self._lemmas.clear()
            word, _, feats = key
            self._lemmas[key] = word if word.isspace() else lemma(word, NAMES[pos], feats)
        return self._lemmas[key]


@Language.factory("imena_lemmatise", requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def create_lemmatise(nlp: Language, name: str) -> Lemmatise:
    """``nlp.add_pipe("imena_lemmatise")``."""
    return Lemmatise(nlp.vocab)
