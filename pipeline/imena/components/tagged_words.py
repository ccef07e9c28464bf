"""Read the words of a Doc with their tags."""

from __future__ import annotations

import re

from spacy.attrs import MORPH, ORTH, POS
from spacy.parts_of_speech import NAMES, SPACE
from spacy.tokens import Doc

from imena.components.homoglyphs import fold_homoglyphs
from imena.forms.tagged_word import Word

HYPHENS = re.compile(r"[‐‑‒]")


class TaggedWords:
    """The words of a Doc by index, made when they are asked for; equal ones are one object."""

    def __init__(self, doc: Doc, known: dict[tuple[int, ...], Word]) -> None:
        """Read the tags of a Doc.

        Args:
            doc: a tagged Doc.
            known: words by their keys, which is filled; equal words of several Docs share it.
        """
        array = doc.to_array([ORTH, POS, MORPH])
        self.orths = array[:, 0]  # (tokens,) uint64, the hashes of the texts
        self.are_spaces = array[:, 1] == SPACE  # (tokens,) bool
        self._keys = list(map(tuple, array.tolist()))
        self._strings = doc.vocab.strings
        self._known = known

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self._keys)

    def __getitem__(self, index: int) -> Word:
        """Return a word with its tag."""
        key = self._keys[index]
        word = self._known.get(key)
        if word is None:
            orth, pos, morph = key
            word = Word(plain(self._strings[orth]), NAMES[pos], self._strings[morph])
            self._known[key] = word
        return word


def plain(word: str) -> str:
    """Return a word without homoglyphs, stress marks and unusual hyphens."""
    return HYPHENS.sub("-", fold_homoglyphs(word))
