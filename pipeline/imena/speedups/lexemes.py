"""New words in, spaCy's lexical attributes out: the same, without its loops over plain words.

spaCy computes twenty attributes of each word that a vocabulary has not seen. Three of them go
through the word, or through a list of a thousand numerals, in Python; of a word of letters alone
they are known at once. The others are methods of strings in Python's clothes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from spacy.lang import lex_attrs
from spacy.lang.ru import lex_attrs as russian
from spacy.vocab import Vocab

PLAIN_WORD = re.compile(r"([а-яёa-z]{1,99})|([А-ЯЁA-Z])[а-яёa-z]{1,98}|([А-ЯЁA-Z]{2,99})")
NUMERALS = frozenset(getattr(russian, "_num_words", ()))  # десять, десяти, десятью…
LONGEST_RUN = 4  # of one sign in a shape


def speed_up(vocab: Vocab) -> None:
    """Put faster functions in the place of spaCy's own; a vocabulary with others keeps them."""
    # A public attribute that spaCy's type stubs leave out.
    getters: dict[int, Callable[[str], Any]] = vocab.lex_attr_getters  # type: ignore[attr-defined]
    for attribute, getter in getters.items():
        if getter in FASTER:
            getters[attribute] = FASTER[getter]


@lru_cache(maxsize=1)  # spaCy asks for all attributes of a word before it goes on to the next
def _plain_shape(word: str) -> str | None:
    """Xxxxx, as spaCy shortens it; None for any but a plain word."""
    plain = PLAIN_WORD.fullmatch(word)
    if plain is None:
        return None
    small, title, _ = plain.groups()
    if title:
        return "X" + "x" * min(len(word) - 1, LONGEST_RUN)
    return ("x" if small else "X") * min(len(word), LONGEST_RUN)


def _shape(word: str) -> str:
    return _plain_shape(word) or lex_attrs.word_shape(word)


def _like_url(word: str) -> bool:
    return False if _plain_shape(word) else lex_attrs.like_url(word)


def _like_num(word: str) -> bool:
    if NUMERALS and _plain_shape(word):
        return word.lower() in NUMERALS
    return bool(russian.like_num(word))


FASTER: dict[Callable[[str], Any], Callable[[str], Any]] = {
    lex_attrs.word_shape: _shape,
    lex_attrs.like_url: _like_url,
    russian.like_num: _like_num,
    lex_attrs.lower: str.lower,
    lex_attrs.is_alpha: str.isalpha,
    lex_attrs.is_digit: str.isdigit,
    lex_attrs.is_lower: str.islower,
    lex_attrs.is_upper: str.isupper,
    lex_attrs.is_title: str.istitle,
    lex_attrs.is_space: str.isspace,
    lex_attrs.is_ascii: str.isascii,
}
