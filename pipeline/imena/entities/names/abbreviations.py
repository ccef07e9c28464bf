"""A short name and a long one in, whether the one abbreviates the other out."""

from __future__ import annotations

import re
from functools import lru_cache

from imena.entities.names.similarity import CYRILLIC

ACRONYM = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Zа-яёa-z]{0,6}[А-ЯЁA-Z]")  # ОКНШ, МГУ, МИД, ГосНИИ, BfR
SMALL = {"и", "в", "во", "на", "по", "при", "для", "о", "об", "за", "с", "со", "из", "от", "к"}
SMALL |= {"э", "аль", "эль", "имени", "им.", "of", "the", "and", "for", "de", "in"}
NONE: frozenset[str] = frozenset()
FIRST_PART = 2  # letters of the first part of a syllabic abbreviation: ЦИК is none, Мин-фин is one


@lru_cache(100_000)
def is_acronym(name: str) -> bool:
    """Whether a name looks like an acronym: two to eight letters, the outer ones capitals."""
    return bool(ACRONYM.fullmatch(name))


@lru_cache(100_000)
def initials(name: str) -> frozenset[str]:
    """The acronyms that a folded name of several words may have: all words, or without small ones.

    >>> sorted(initials("комитет по охране природы"))
    ['коп', 'кпоп']
    """
    words = re.findall(r"[\w.]+", name)
    if len(words) < 2:
        return NONE
    important = [word for word in words if word not in SMALL]
    found = {"".join(word[0] for word in chosen) for chosen in (words, important)}
    return frozenset(one for one in found if len(one) > 1)


def latin(acronym: str) -> str:
    """A folded Cyrillic acronym in Latin letters: тлп and tlp are one."""
    return acronym.translate(CYRILLIC)


@lru_cache(100_000)
def abbreviates(short: str, long: str) -> bool:
    """Whether a folded word is made of the beginnings of all words of a folded name.

    >>> abbreviates("минздрав", "министерство здравоохранения")
    True
    >>> abbreviates("госдума", "государственная дума"), abbreviates("минск", "министерство спорта")
    (True, False)
    """
    words = [word for word in re.findall(r"\w+", long) if word not in SMALL]
    if len(words) < 2 or not short.isalpha() or len(short) < 2 * len(words):
        return False
    if words[0].startswith(short):  # «Динамо» is no abbreviation of «Динамо Москва»
        return False
    return _made_of(short, words, first=True)


def _made_of(rest: str, words: list[str], *, first: bool) -> bool:
    if not words:
        return not rest
    word, *others = words
    shared = 0
    while shared < min(len(rest), len(word)) and rest[shared] == word[shared]:
        shared += 1
    least = FIRST_PART if first else 1
    for size in range(shared, least - 1, -1):
        tail = rest[size:]
        if _made_of(tail, others, first=False):
            return True
        if others and tail[:1] in ("о", "е") and _made_of(tail[1:], others, first=False):
            return True  # the vowel that links: центр-о-банк
    return False
