"""Find the words of a Doc that a rule asks for, and look at each different word once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from spacy.attrs import ORTH
from spacy.tokens import Doc

CACHED_WORDS = 200_000  # before the cache starts anew; chosen by hand

Class = TypeVar("Class")


class WordClasses(Generic[Class]):
    """What a function says of words, remembered by spaCy's hash, which all vocabularies share."""

    def __init__(self, classify: Callable[[str], Class]) -> None:
        """Take the function; the words of which it says something false are not asked for."""
        self._classify = classify
        self._known: dict[int, Class] = {}

    def __call__(self, doc: Doc) -> Iterator[tuple[int, Class]]:
        """Yield the tokens that are asked for, with what the function says of each."""
        if len(self._known) > CACHED_WORDS:
            self._known = {}  # not cleared: another thread may be reading it
        known, strings = self._known, doc.vocab.strings
        for token, orth in enumerate(doc.to_array([ORTH]).tolist()):
            kind = known.get(orth)
            if kind is None:
                kind = known[orth] = self._classify(strings[orth])
            if kind:
                yield token, kind
