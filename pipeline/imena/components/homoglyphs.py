"""Letters as they look in, letters as they are meant out: look-alikes, marks, wrong code pages.

Scraped and copied text writes «Eсли» with a Latin E, «Москва» with stress marks or soft hyphens in
it, and «Ìîñêâà» where it was read with the wrong code page. The Doc keeps the text as it is; only
what reads it sees the letters that are meant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN, _CYRILLIC = "ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук"
TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
LATIN_LETTER, CYRILLIC_LETTER = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u04ff]")
UNLIKE_CYRILLIC = re.compile(rf"[A-Za-z](?<![{_LATIN}])")
UNLIKE_LATIN = re.compile(rf"[\u0400-\u04ff](?<![{_CYRILLIC}])")
LONE_LATIN = frozenset("acoyk")  # a word of one letter: «a», «c», «o», «y», «k»
MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")  # stand inside a word
INVISIBLE = re.compile("[\u0300\u0301\u00ad\u200b-\u200f\u2060\ufeff]")  # and say nothing
# «Ìîñêâà»: Москва in cp1251, read as Latin-1. All letters of a word must be such: not «été». Words
# of one letter are those of Russian: в, и, с, к, о, у, а, я.
MOJIBAKE = re.compile(r"[\u00c0-\u00ff¨¸]{2,}(?:-[\u00c0-\u00ff¨¸]{2,})*|[âèñêîóàÿÂÈÑÊÎÓÀß]")
LETTER = "а"  # what stands in for a mark where words are cut


@lru_cache(100_000)
def fold_homoglyphs(word: str) -> str:
    """The word in one script, without marks; й and ё as one letter each."""
    if not word.isascii():
        if MARKS.search(word):
            word = unicodedata.normalize("NFC", INVISIBLE.sub("", word))
        word = _as_meant(_in_one_script(word))
    return word.translate(TO_CYRILLIC) if word in LONE_LATIN else word


def stand_in(run: str) -> str:
    """A run of characters as a tokenizer should see it: the same length, one script, no marks."""
    return _in_one_script(MARKS.sub(LETTER, MOJIBAKE.sub(lambda m: _as_meant(m[0]), run)))


def _as_meant(word: str) -> str:
    """A word in cp1251 that was read as Latin-1, as it was meant; others as they are."""
    if not MOJIBAKE.fullmatch(word):
        return word
    return word.encode("latin-1").decode("cp1251")


def _in_one_script(text: str) -> str:
    if not (LATIN_LETTER.search(text) and CYRILLIC_LETTER.search(text)):
        return text
    return "".join(map(_part, re.split(r"([\W_]+)", text)))  # «IT-компания» is in two scripts


def _part(part: str) -> str:
    if not (LATIN_LETTER.search(part) and CYRILLIC_LETTER.search(part)):
        return part
    if not UNLIKE_CYRILLIC.search(part):
        return part.translate(TO_CYRILLIC)
    return part if UNLIKE_LATIN.search(part) else part.translate(TO_LATIN)
