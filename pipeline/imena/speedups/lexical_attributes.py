"""Compute spaCy's lexical attributes of new words without its loops over plain words.

spaCy computes twenty attributes of each new word of a vocabulary. Three of them loop in Python over
the word or over a thousand numerals; for a word of letters their values need no loop. Others only
call a method of ``str`` and are replaced by the method.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from spacy.lang import lex_attrs
from spacy.lang.ru import lex_attrs as russian
from spacy.vocab import Vocab

Getter = Callable[[str], Any]
PLAIN_WORD = re.compile(r"([а-яёa-z]{1,99})|([А-ЯЁA-Z])[а-яёa-z]{1,98}|([А-ЯЁA-Z]{2,99})")
LONGEST_RUN = 4  # of one sign in a shape


def speed_up(vocab: Vocab) -> None:
    """Replace the functions of a vocabulary that are spaCy's own by faster ones.

    Functions that are not spaCy's stay, as do those that this version of spaCy does not have.
    """
    getters: dict[int, Getter] = getattr(vocab, "lex_attr_getters", {})
    for attribute, getter in getters.items():
        faster = FASTER.get(getter)
        if faster is not None:
            getters[attribute] = faster


@lru_cache(maxsize=1)  # spaCy asks for all attributes of a word before it goes on to the next
def _plain_shape(word: str) -> str | None:
    """Return the shape of a plain word as spaCy shortens it, such as Xxxxx; None for any other."""
    plain = PLAIN_WORD.fullmatch(word)
    if plain is None:
        return None
    lower, title, _ = plain.groups()
    if title:
        return "X" + "x" * min(len(word) - 1, LONGEST_RUN)
    return ("x" if lower else "X") * min(len(word), LONGEST_RUN)


def _faster_shape(plain: Getter) -> Getter:
    def shape(word: str) -> str:
        return _plain_shape(word) or str(plain(word))

    return shape


def _faster_like_url(plain: Getter) -> Getter:
    def like_url(word: str) -> bool:
        return False if _plain_shape(word) else bool(plain(word))

    return like_url


def _faster_like_num(plain: Getter) -> Getter:
    numerals = frozenset(getattr(russian, "_num_words", ()))  # десять, десяти, десятью…

    def like_num(word: str) -> bool:
        if numerals and _plain_shape(word):
            return word.lower() in numerals
        return bool(plain(word))

    return like_num


def faster_getters() -> dict[Getter, Getter]:
    """Return spaCy's functions with those that may take their place."""
    replacements: list[tuple[object, str, Callable[[Getter], Getter]]] = [
        (lex_attrs, "word_shape", _faster_shape),
        (lex_attrs, "like_url", _faster_like_url),
        (russian, "like_num", _faster_like_num),
        (lex_attrs, "lower", lambda plain: str.lower),
        (lex_attrs, "is_alpha", lambda plain: str.isalpha),
        (lex_attrs, "is_digit", lambda plain: str.isdigit),
        (lex_attrs, "is_lower", lambda plain: str.islower),
        (lex_attrs, "is_upper", lambda plain: str.isupper),
        (lex_attrs, "is_title", lambda plain: str.istitle),
        (lex_attrs, "is_space", lambda plain: str.isspace),
        (lex_attrs, "is_ascii", lambda plain: str.isascii),
    ]
    return {
        plain: faster(plain)
        for module, name, faster in replacements
        if (plain := getattr(module, name, None)) is not None
    }


FASTER = faster_getters()
