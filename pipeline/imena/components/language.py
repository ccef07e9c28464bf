"""A Doc in, the language of its text out: Russian forms are for Russian names.

A language is told by the letters that it alone has and by its function words. There is no model:
whether a text is Russian is all that matters here, and which of the others it is, if that is plain.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from imena.components.batch import n_chars

RUSSIAN = "ru"
LANGUAGE = "imena_language"  # in doc.user_data: length of the text, language, is some of it foreign
FEWEST_WORDS = 6  # of a text whose language can be told by words
READ = 2_000  # characters of a text that are read for it
SHARE = 0.05  # of words that are function words of the language; the text has 15 to 40 in 100
WORD = re.compile(r"[^\W\d_]+")
# Letters of no Russian word; the first language that has one is it.
LETTERS = {
    "kk": re.compile(r"[әғқңұһ]", re.IGNORECASE),
    "mk": re.compile(r"[ѓќѕ]", re.IGNORECASE),
    "sr": re.compile(r"[јљњђћ]", re.IGNORECASE),
    "be": re.compile(r"ў", re.IGNORECASE),
    "uk": re.compile(r"[іїєґ]", re.IGNORECASE),
}
FOREIGN = re.compile(r"[әғқңұһѓќѕјљњђћўіїєґӘҒҚҢҰҺЃЌЅЈЉЊЂЋЎІЇЄҐ]")
OWN = re.compile(r"[ыэёЫЭЁ]")  # Russian and Belarusian alone, of the languages above


def tell_language(doc: Doc, text: str) -> tuple[int, str | None, bool]:
    """Keep in the Doc what its text's language is, and whether it has letters of others."""
    told = len(text), language(text), FOREIGN.search(text) is not None
    doc.user_data[LANGUAGE] = told
    return told


def language_of(doc: Doc) -> tuple[str | None, bool]:
    """The language of a Doc's text, ISO 639-1, and whether it has letters of other languages.

    The language is None where there is too little to tell.
    """
    told: tuple[int, str | None, bool] | None = doc.user_data.get(LANGUAGE)
    if told is None or told[0] != n_chars(doc):  # user data may be those of a longer Doc
        told = tell_language(doc, doc.text)
    return told[1:]


def language(text: str) -> str | None:
    """The language of a text, ISO 639-1; None where there is too little to tell.

    >>> language("Он приехал в Баку, и это было уже не в первый раз.")
    'ru'
    >>> language("Він приїхав до Києва, і це було вже не вперше.")
    'uk'
    """
    read = text[:READ]
    words = WORD.findall(read.lower())
    if len(words) < FEWEST_WORDS:
        return None
    if OWN.search(read) and not FOREIGN.search(read):
        possible = [RUSSIAN]
    else:
        possible = [name for name in function_words() if _has_letters_of(name, read)]
    counts = {name: sum(map(function_words()[name].__contains__, words)) for name in possible}
    best = max(possible, key=lambda name: counts[name])
    return best if counts[best] >= SHARE * len(words) else None


def is_foreign(sentence: str) -> bool:
    """Whether a sentence of a Russian text is in a language that has other Cyrillic letters.

    >>> is_foreign("«Він уже в Києві», – сказав речник."), is_foreign("Он уже в Киеве.")
    (True, False)
    """
    return len(FOREIGN.findall(sentence)) > len(OWN.findall(sentence))


def _has_letters_of(name: str, text: str) -> bool:
    """Whether a text may be in a language that has letters of its own, if it has any."""
    letters = LETTERS.get(name)
    return letters is None or letters.search(text) is not None


@cache
def function_words() -> dict[str, frozenset[str]]:
    """The function words of each language."""
    table = (files("imena.components") / "data/function_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and line[0] != "#")
    return {name: frozenset(words.split()) for name, words in rows}
