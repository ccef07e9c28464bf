"""New words in, spaCy's lexical attributes out: the same, without its loops over plain words.

spaCy computes twenty attributes of each word that a vocabulary has not seen. Three of them go
through the word, or through a list of a thousand numerals, in Python; of a word of letters alone
they are known at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.attrs import LIKE_NUM, LIKE_URL, SHAPE
from spacy.lang.lex_attrs import like_url, word_shape
from spacy.lang.ru import lex_attrs
from spacy.vocab import Vocab

PLAIN_WORD = re.compile(r"[А-Яа-яЁёA-Za-z]{1,99}")
NUMERALS = frozenset(getattr(lex_attrs, "_num_words", ()))  # десять, десяти, десятью…
LONGEST_RUN = 4  # of one sign in a shape


def speed_up(vocab: Vocab) -> None:
    """Put faster functions in the place of spaCy's own; a vocabulary with others keeps them."""
    # A public attribute that spaCy's type stubs leave out.
    getters: dict[int, Callable[[str], Any]] = vocab.lex_attr_getters  # type: ignore[attr-defined]
    for attribute, spacys, plain in (
        (SHAPE, word_shape, _shape),
        (LIKE_URL, like_url, _like_url),
        (LIKE_NUM, lex_attrs.like_num, _like_num),
    ):
        if getters.get(attribute) is spacys:
            getters[attribute] = _Faster(plain, spacys)


class _Faster:
    """A function for plain words, spaCy's for all others."""

    def __init__(self, plain: Callable[[str], Any], other: Callable[[str], Any]) -> None:
        self.plain, self.other = plain, other

    def __call__(self, word: str) -> Any:
        known = self.plain(word) if PLAIN_WORD.fullmatch(word) else None
        return self.other(word) if known is None else known


def _shape(word: str) -> str | None:
    """Xxxxx, as spaCy shortens it; None for capitals inside."""
    if word.islower():
        return "x" * min(len(word), LONGEST_RUN)
    if word.isupper():
        return "X" * min(len(word), LONGEST_RUN)
    if word[0].isupper() and word[1:].islower():
        return "X" + "x" * min(len(word) - 1, LONGEST_RUN)
    return None


def _like_url(word: str) -> bool:
    return False


def _like_num(word: str) -> bool | None:
    return word.lower() in NUMERALS if NUMERALS else None
