"""Fold homoglyphs, marks, wrong code pages and old spelling, so that a word is read as meant.

Scraped and copied text writes «Eсли» with a Latin E, «Москва» with stress marks or soft hyphens in
it, and «Ìîñêâà» where it was read with the wrong code page; books from before 1918 have «Москвѣ».
The Doc keeps the text as it is; only what reads it sees the letters that are meant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from imena.forms.old_spelling import modern_spelling
from imena.layout.hyphens import join_cut_words
from imena.layout.unwrapping import LINE_BREAK

_LATIN, _CYRILLIC = "ABCEHIKMOPTXYaceiopxyk", "АВСЕНІКМОРТХУасеіорхук"
TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
LATIN_LETTER, CYRILLIC_LETTER = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u04ff]")
UNLIKE_CYRILLIC = re.compile(rf"[A-Za-z](?<![{_LATIN}])")
UNLIKE_LATIN = re.compile(rf"[\u0400-\u04ff](?<![{_CYRILLIC}])")
LONE_LATIN = frozenset("acoyk")  # Latin letters that are read as a Russian word of one letter
# Combining marks, soft hyphens and zero-width characters inside a word; those without a meaning.
MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
MEANINGLESS_MARKS = re.compile("[\u0300\u0301\u00ad\u200b-\u200f\u2060\ufeff]")
# «Ìîñêâà»: Москва in cp1251, read as Latin-1. All letters of a word must be such: not «été». Words
# of one letter are those of Russian: в, и, с, к, о, у, а, я.
MOJIBAKE = re.compile(r"[\u00c0-\u00ff¨¸]{2,}(?:-[\u00c0-\u00ff¨¸]{2,})*|[âèñêîóàÿÂÈÑÊÎÓÀß]")
ROMAN = re.compile("(?=Х*І)[ІХ]{2,}")  # in Cyrillic letters: «Николай ІІ»
ANY_LETTER = "а"  # takes the place of a mark where words are cut


@lru_cache(100_000)
def fold_homoglyphs(word: str) -> str:
    """Return a word in one script and today's spelling, without marks.

    й and ё are one character each. A word that is cut at the end of a line is put together.
    """
    if LINE_BREAK.search(word):
        word = join_cut_words(word)
    if not word.isascii():
        if MARKS.search(word):
            word = unicodedata.normalize("NFC", MEANINGLESS_MARKS.sub("", word))
        if ROMAN.fullmatch(word):
            return word.translate(TO_LATIN)
        word = modern_spelling(_repair_mojibake(_unify_script(word)))
    return word.translate(TO_CYRILLIC) if word in LONE_LATIN else word


def for_tokenizer(run: str) -> str:
    """Return a run of characters with the same length, in one script and without marks."""
    return _unify_script(MARKS.sub(ANY_LETTER, MOJIBAKE.sub(lambda m: _repair_mojibake(m[0]), run)))


def _repair_mojibake(word: str) -> str:
    """Return a word in cp1251 that was read as Latin-1 as it was meant; others as they are."""
    if not MOJIBAKE.fullmatch(word):
        return word
    return word.encode("latin-1").decode("cp1251")


def _unify_script(text: str) -> str:
    """Write each part of a word in one script; the parts of «IT-компания» have two."""
    if not (LATIN_LETTER.search(text) and CYRILLIC_LETTER.search(text)):
        return text
    return "".join(map(_unify_script_of_part, re.split(r"([\W_]+)", text)))


def _unify_script_of_part(part: str) -> str:
    if not (LATIN_LETTER.search(part) and CYRILLIC_LETTER.search(part)):
        return part
    if not UNLIKE_CYRILLIC.search(part):
        return part.translate(TO_CYRILLIC)
    return part if UNLIKE_LATIN.search(part) else part.translate(TO_LATIN)
