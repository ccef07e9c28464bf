"""Recognise acronyms and abbreviations made of syllables, and match them with full names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from imena.data_tables import read_table
from imena.entities.names.similarity import TRANSLITERATION
from imena.forms.characters import SHORT_ACRONYM

# Letters of the first part: Мин-фин is made of syllables, Ц-ик is not. Chosen by hand: B-cubed of
# SlavicNER's asia_bibi and covid-19 is the same from 1 to 4.
FIRST_PART = 2
WORD = re.compile(r"\w+")
WORD_WITH_DOTS = re.compile(r"[\w.]+")
LINKING_VOWELS = ("о", "е")  # центр-о-банк


@cache
def function_words() -> frozenset[str]:
    """Words that have no letter in most acronyms."""
    return frozenset(row["word"] for row in read_table("imena.entities.names", "function_words"))


@lru_cache(100_000)
def is_acronym(name: str) -> bool:
    """Return whether a name looks like an acronym: ОКНШ, ГосНИИ, BfR."""
    return bool(SHORT_ACRONYM.fullmatch(name))


@lru_cache(100_000)
def initials(key: str) -> frozenset[str]:
    """Return the acronyms that a name may have: of all words, and without function words.

    Args:
        key: of the name. A name of one word has no acronym.

    >>> sorted(initials("комитет по охране природы"))
    ['коп', 'кпоп']
    """
    words = WORD_WITH_DOTS.findall(key)
    if len(words) < 2:
        return frozenset()
    important = [word for word in words if word not in function_words()]
    acronyms = {"".join(word[0] for word in chosen) for chosen in (words, important)}
    return frozenset(acronym for acronym in acronyms if len(acronym) > 1)


def transliterate(acronym: str) -> str:
    """Return a Cyrillic acronym in Latin letters, both in lower case.

    >>> transliterate("тлп")
    'tlp'
    """
    return acronym.translate(TRANSLITERATION)


@lru_cache(100_000)
def abbreviates(short: str, full: str) -> bool:
    """Return whether a word is made of the beginnings of all words of a name.

    Args:
        short: key of the word.
        full: key of the name.

    >>> abbreviates("минздрав", "министерство здравоохранения")
    True
    >>> abbreviates("госдума", "государственная дума"), abbreviates("минск", "министерство спорта")
    (True, False)
    """
    words = [word for word in WORD.findall(full) if word not in function_words()]
    if len(words) < 2 or not short.isalpha() or len(short) < 2 * len(words):
        return False
    if words[0].startswith(short):  # «Динамо» is no abbreviation of «Динамо Москва»
        return False
    return _is_made_of(short, words, first=True)


def _is_made_of(rest: str, words: list[str], *, first: bool) -> bool:
    """Return whether the rest of an abbreviation is made of beginnings of the rest of the words."""
    if not words:
        return not rest
    word, *others = words
    shared = 0
    while shared < min(len(rest), len(word)) and rest[shared] == word[shared]:
        shared += 1
    for size in range(shared, (FIRST_PART if first else 1) - 1, -1):
        tail = rest[size:]
        if _is_made_of(tail, others, first=False):
            return True
        has_vowel = bool(others) and tail.startswith(LINKING_VOWELS)
        if has_vowel and _is_made_of(tail[1:], others, first=False):
            return True
    return False
