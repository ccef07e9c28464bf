"""Set ``token.pos_`` and ``token.morph``: slovnet's tagger of Universal Dependencies."""

from __future__ import annotations

import numpy as np
from spacy.attrs import MORPH, POS
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from imena.components.batch import BatchComponent, at_sentences, sequences
from imena.nets.archive import MORPH as MORPH_WEIGHTS
from imena.nets.archive import natasha_data
from imena.nets.tagger import read_tagger


class Morph(BatchComponent):
    """Tags sentence by sentence; whitespace tokens get the part of speech SPACE."""

    def __init__(self, vocab: Vocab) -> None:
        """Load the tagger and enter its tags into ``vocab``."""
        self.tagger = read_tagger(natasha_data() / MORPH_WEIGHTS)
        rows = [_spacy_tag(vocab, tag) for tag in self.tagger.tags]
        self._attributes = np.array(rows, np.uint64)  # (tags, 2): POS, MORPH
        self._space = np.array([IDS["SPACE"], vocab.morphology.add("")], np.uint64)

    def annotate(self, docs: list[Doc]) -> None:
        """Tag all the Docs in one batch."""
        batch = sequences(docs, at_sentences)
        tags = self.tagger.best_tags(batch.words, batch.tokens, batch.lengths)
        for doc, position, best in zip(docs, batch.positions, batch.split(tags), strict=True):
            values = np.tile(self._space, (len(doc), 1))
            values[position] = self._attributes[best]
            doc.from_array([POS, MORPH], values)


def _spacy_tag(vocab: Vocab, tag: str) -> tuple[int, int]:
    """Convert ``NOUN|Case=Nom|Number=Sing`` to spaCy's two numbers."""
    pos, _, feats = tag.partition("|")
    return IDS.get(pos, IDS["X"]), vocab.morphology.add(feats)


@Language.factory("imena_morph", assigns=["token.pos", "token.morph"])
def create_morph(nlp: Language, name: str) -> Morph:
    """``nlp.add_pipe("imena_morph")``."""
    return Morph(nlp.vocab)
