"""Set ``token.lemma_`` of a tagged Doc by the analysis of each word that agrees with its tag."""

from __future__ import annotations

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.language import Language
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc
from spacy.vocab import Vocab

from imena.components.batch import BatchComponent, unique_rows
from imena.components.homoglyphs import fold_homoglyphs
from imena.forms.analyse import dictionary
from imena.forms.lemma import lemma

# Pairs of word and tag remembered before the cache starts anew; chosen by hand
CACHED_LEMMAS = 200_000


class Lemmatise(BatchComponent):
    """Looks each different pair of word and tag up once."""

    def __init__(self, vocab: Vocab) -> None:
        """Load the dictionary and enter the lemmas into ``vocab``."""
        dictionary()
        self._strings = vocab.strings
        self._lemmas: dict[tuple[int, ...], str] = {}

    def annotate(self, docs: list[Doc]) -> None:
        """Lemmatise the Docs in one batch."""
        known = self._lemmas
        if len(known) > CACHED_LEMMAS:
            known = self._lemmas = {}  # not cleared: another thread may be reading it
        different, which = unique_rows(
            np.concatenate([doc.to_array([ORTH, POS, MORPH]) for doc in docs])
        )
        keys = list(map(tuple, different.tolist()))
        for key in keys:
            if key not in known:
                known[key] = self._lemma(*key)
        # A memory zone may have forgotten the string since: add it again.
        numbers = [self._strings.add(known[key]) for key in keys]
        lemmas = np.array(numbers, np.uint64)[which]
        ends = np.cumsum([len(doc) for doc in docs])
        for doc, values in zip(docs, np.split(lemmas, ends[:-1]), strict=True):
            doc.from_array([LEMMA], values.reshape(-1, 1))

    def _lemma(self, orth: int, pos: int, morph: int) -> str:
        """Return the lemma of a word with a tag, as spaCy numbers them."""
        word = fold_homoglyphs(self._strings[orth])
        return word if word.isspace() else lemma(word, NAMES[pos], self._strings[morph])


@Language.factory("imena_lemmatise", requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def create_lemmatise(nlp: Language, name: str) -> Lemmatise:
    """``nlp.add_pipe("imena_lemmatise")``."""
    return Lemmatise(nlp.vocab)
