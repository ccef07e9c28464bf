"""Read the columns of a tagged Doc once, for rules that ask for single tokens by index."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc

from imena.forms.tags import parse_features


class DocColumns:
    """The texts, lemmas and tags of the tokens of one Doc; no Token objects are made."""

    def __init__(self, doc: Doc) -> None:
        """Read the columns of a Doc."""
        self._strings = doc.vocab.strings
        self._columns = doc.to_array([ORTH, LEMMA, POS, MORPH])

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self._columns)

    def text(self, index: int) -> str:
        """Return the text of a token; an empty string beyond the ends of the Doc."""
        return self._string(index, 0)

    def lemma(self, index: int) -> str:
        """Return the lemma of a token; an empty string beyond the ends of the Doc."""
        return self._string(index, 1)

    def pos(self, index: int) -> str:
        """Return the Universal Dependencies part of speech of a token."""
        return NAMES[int(self._columns[index, 2])]

    def feats(self, index: int) -> Mapping[str, str]:
        """Return the Universal Dependencies features of a token."""
        return parse_features(self._string(index, 3))

    def with_lemma(self, lemmas: Collection[str]) -> list[int]:
        """Return the indices of the tokens that have one of these lemmas."""
        wanted = [self._strings[lemma] for lemma in lemmas if lemma in self._strings]
        return np.flatnonzero(
            np.isin(self._columns[:, 1], np.array(wanted, self._columns.dtype))
        ).tolist()

    def _string(self, index: int, column: int) -> str:
        if not 0 <= index < len(self._columns):
            return ""
        return str(self._strings[int(self._columns[index, column])])
