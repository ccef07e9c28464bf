"""Compare a name in Cyrillic letters with one in Latin letters: «Джо Байден», Joe Biden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from imena.data_tables import read_table, split_cell

VOWELS = frozenset("aeiouyjwh'")  # in Latin letters: also й and letters that may be silent
MOST_VOWELS = 5  # in a row
BETWEEN_CONSONANTS = ("", "e", "a", "o", "ea", "eo", "ae", "h", "'")  # silent: James, Michael
AT_THE_END = ("", "e", "es", "h", "r", "s", "t", "x", "ts")  # silent: George, Dumas, Bouffier
CYRILLIC_VOWELS = re.compile(r"[аеёиоуыэюяйьъ]+")
TOKENS = re.compile(r"^макк?|дж|чж|кс|тс|[аеёиоуыэюяйьъ]+|(.)\1*")
PLAIN = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})
# Consonants that both alphabets always spell alike; others are left out of the key.
STABLE = str.maketrans(dict(zip("бплмнр", "bplmnr", strict=True)))
NOT_STABLE = re.compile(r"[^blmnr]")


@lru_cache(100_000)
def sound_key(name: str) -> str:
    """Return a key that is equal for spellings of one name in two alphabets, and for many others.

    >>> sound_key("байден"), sound_key("biden")
    ('bn', 'bn')
    """
    letters = NOT_STABLE.sub("", plain_latin(name.translate(STABLE)))
    return re.sub(r"(.)\1+", r"\1", letters)


@lru_cache(100_000)
def plain_latin(name: str) -> str:
    """Return a name in lower case without accents."""
    decomposed = unicodedata.normalize("NFD", name.casefold().translate(PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(100_000)
def is_transliteration(cyrillic: str, latin: str) -> bool:
    """Return whether a word in Latin letters may be a spelling of one in Cyrillic letters.

    >>> is_transliteration("байден", "biden"), is_transliteration("герасимов", "gerasimow")
    (True, True)
    >>> is_transliteration("герасимов", "gerasimenko")
    False
    """
    word = plain_latin(latin)
    ends = {0}  # of the beginnings of the word that the parts so far may be
    for part in _parts(cyrillic):
        if isinstance(part, int):
            ends = {end for start in ends for end in _vowel_ends(word, start, part)}
        else:
            ends = {
                start + len(spelling)
                for start in ends
                for spelling in part
                if word.startswith(spelling, start)
            }
        if not ends:
            return False
    return len(word) in ends


def _vowel_ends(word: str, start: int, least: int) -> Iterator[int]:
    """Yield the ends of the vowels, at least some number of them, that start at a letter."""
    for end in range(start, min(len(word), start + MOST_VOWELS) + 1):
        if end > start and word[end - 1] not in VOWELS:
            return
        if end - start >= least:
            yield end


@lru_cache(20_000)
def _parts(cyrillic: str) -> tuple[int | tuple[str, ...], ...]:
    """Return how the parts of a word are spelled: the least number of vowels, or the spellings."""
    spellings = _spellings()
    tokens = [match[0] for match in TOKENS.finditer(cyrillic)]
    parts: list[int | tuple[str, ...]] = []
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if CYRILLIC_VOWELS.fullmatch(token):
            parts.append(0 if set(token) <= set("ьъй") else 1)
            continue
        parts.append(spellings.get(token) or spellings.get(token[0]) or (token,))
        if following and not CYRILLIC_VOWELS.fullmatch(following):
            parts.append(BETWEEN_CONSONANTS)
    return (*parts, AT_THE_END)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    rows = read_table("imena.entities.names", "transliterations")
    return {row["cyrillic"]: tuple(split_cell(row["latin"])) for row in rows}
