"""Detect the language of a text: Russian normal forms are for Russian names.

A language is detected by the letters that only it has, and by its function words. There is no
model: it matters only whether a text is Russian, and which other language it is if that is plain.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from imena.components.doc_cache import LANGUAGE, cached
from imena.data_tables import read_table
from imena.forms.old_spelling import has_old_spelling

RUSSIAN = "ru"
# Chosen by hand; a Russian text has 15 to 40 function words in 100.
MIN_WORDS = 6  # of a text whose language can be detected by words
MIN_PLAIN_WORDS = 3  # of a text without function words, all in Russian letters, that is Russian
MAX_CHARS = 2_000  # that are read of a text
MIN_SHARE = 0.05  # of words that are function words of the language
WORD = re.compile(r"[^\W\d_]+")
PLAIN_WORD = re.compile("[а-яё]+")
LANGUAGES = {row["language"]: row for row in read_table("imena.components", "languages")}
# Letters that only one or a few languages have, and Russian does not.
OWN_LETTERS = {
    language: re.compile(f"[{row['letters']}]", re.IGNORECASE)
    for language, row in LANGUAGES.items()
    if row["letters"]
}
_LETTERS = "".join(row["letters"] for row in LANGUAGES.values())
FOREIGN = re.compile(f"[{_LETTERS}{_LETTERS.upper()}]")
RUSSIAN_LETTERS = re.compile(r"[ыэёЫЭЁ]")  # of the languages above only Belarusian has them, too


class Language(NamedTuple):
    """What is known of the language of a text."""

    code: str | None  # ISO 639-1; None if there is too little text
    has_foreign_letters: bool  # Cyrillic ones that Russian has not
    has_old_spelling: bool  # that of before 1918


def language_of(doc: Doc, text: str | None = None) -> Language:
    """Return the language of a Doc's text.

    Args:
        doc: the Doc.
        text: its text, from a caller that has it at hand.
    """
    return Language(*cached(doc, LANGUAGE, _detect, text))


def _detect(text: str) -> tuple[str | None, bool, bool]:
    is_old = has_old_spelling(text)
    has_foreign = not is_old and FOREIGN.search(text) is not None
    return detect_language(text), has_foreign, is_old


def detect_language(text: str) -> str | None:
    """Detect the language of a text (ISO 639-1); None if there is too little text.

    >>> detect_language("Он приехал в Баку, и это было уже не в первый раз.")
    'ru'
    >>> detect_language("Він приїхав до Києва, і це було вже не вперше.")
    'uk'
    """
    beginning = text[:MAX_CHARS]
    words = WORD.findall(beginning.lower())
    is_plain = len(words) >= MIN_PLAIN_WORDS and all(map(PLAIN_WORD.fullmatch, words))
    otherwise = RUSSIAN if is_plain else None
    if len(words) < MIN_WORDS:
        return otherwise
    has_own_letters = RUSSIAN_LETTERS.search(beginning) and not FOREIGN.search(beginning)
    if has_own_letters or has_old_spelling(beginning):
        possible = [RUSSIAN]
    else:
        possible = [name for name in function_words() if _may_be(name, beginning)]
    counts = {name: sum(map(function_words()[name].__contains__, words)) for name in possible}
    best = max(possible, key=lambda name: counts[name])
    return best if counts[best] >= MIN_SHARE * len(words) else otherwise


def is_foreign(sentence: str) -> bool:
    """Whether a sentence of a Russian text is in a language that has other Cyrillic letters.

    >>> is_foreign("«Він уже в Києві», – сказав речник."), is_foreign("Он уже в Киеве.")
    (True, False)
    """
    return len(FOREIGN.findall(sentence)) > len(RUSSIAN_LETTERS.findall(sentence))


def _may_be(language: str, text: str) -> bool:
    """Whether a text may be in a language: it has one of its own letters, or there are none."""
    letters = OWN_LETTERS.get(language)
    return letters is None or letters.search(text) is not None


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the function words of each language."""
    return {name: frozenset(row["function_words"].split()) for name, row in LANGUAGES.items()}
