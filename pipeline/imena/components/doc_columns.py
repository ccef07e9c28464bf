"""A tagged Doc in, questions about single tokens answered: what rules over names look at.

Columns are read from the Doc once; a rule that looks at a few tokens of each asks no Token for it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc

from imena.forms.tags import parse_features


class DocWords:
    """The tokens of one Doc by number."""

    def __init__(self, doc: Doc) -> None:
        """Read the Doc's columns."""
        self._strings = doc.vocab.strings
        self._columns = doc.to_array([ORTH, LEMMA, POS, MORPH])

    def __len__(self) -> int:
        """Tokens of the Doc."""
        return len(self._columns)

    def text(self, token: int) -> str:
        """As it is written; empty beyond the Doc's ends."""
        return self._string(token, 0)

    def lemma(self, token: int) -> str:
        """The lemma; empty beyond the Doc's ends."""
        return self._string(token, 1)

    def pos(self, token: int) -> str:
        """Universal Dependencies part of speech."""
        return NAMES[int(self._columns[token, 2])]

    def feats(self, token: int) -> Mapping[str, str]:
        """Universal Dependencies features."""
        return parse_features(self._string(token, 3))

    def with_lemma(self, lemmas: set[str]) -> list[int]:
        """The tokens that have one of these lemmas."""
        wanted = [self._strings[lemma] for lemma in lemmas if lemma in self._strings]
        return np.flatnonzero(
            np.isin(self._columns[:, 1], np.array(wanted, self._columns.dtype))
        ).tolist()

    def _string(self, token: int, column: int) -> str:
        if not 0 <= token < len(self._columns):
            return ""
        return str(self._strings[int(self._columns[token, column])])
