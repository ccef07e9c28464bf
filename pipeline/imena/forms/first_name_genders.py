"""Tell how much likelier a first name is a woman's than a man's.

A name that a table or the dictionary has is taken from there. The gender of another one is guessed
by its last letters, whose weights were learned from all those names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from imena.data_tables import read_table
from imena.forms.analyse import is_known, parses
from imena.forms.spelling import CYRILLIC_WORD, casefold_ru

LONGEST_ENDING = 4  # letters
DOUBLE = re.compile(r"(.)\1+")


@cache
def name_genders() -> dict[str, str]:
    """Return f, m or fm for each first name of data/name_genders.tsv."""
    return {row["name"]: row["gender"] for row in read_table("imena.forms", "name_genders")}


@cache
def ending_weights() -> dict[str, float]:
    """Return the weight of each ending of data/name_endings.tsv; positive ones are women's."""
    rows = read_table("imena.forms", "name_endings")
    return {row["ending"]: float(row["weight"]) for row in rows}


def known_gender(name: str) -> str | None:
    """Return f, m or fm for a first name in the nominative, None for one that is not known.

    >>> known_gender("Елена"), known_gender("Гидеон"), known_gender("Саша")
    ('f', 'm', 'fm')
    """
    return _known_gender(casefold_ru(name))


@lru_cache(50_000)
def _known_gender(name: str) -> str | None:
    found = name_genders().get(name)
    if found is None:
        found = dictionary_gender(name) or _genders_by_skeleton().get(skeleton(name))
    if found is None and "-" in name:
        return _known_gender(name.partition("-")[0])
    return found


def skeleton(name: str) -> str:
    """Return a folded name without what its spellings differ in: «Мэйв» and «Мейв».

    >>> skeleton("мэйв"), skeleton("филлип"), skeleton("josé")
    ('мейв', 'филип', 'jose')
    """
    letters = unicodedata.normalize("NFD", name) if name[:1] < "Ѐ" else name.replace("э", "е")
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return DOUBLE.sub(r"\1", plain)


@cache
def _genders_by_skeleton() -> dict[str, str]:
    genders: dict[str, str] = {}
    for name, gender in name_genders().items():
        key = skeleton(name)
        genders[key] = gender if genders.get(key, gender) == gender else "fm"
    return genders


@lru_cache(50_000)
def dictionary_gender(name: str) -> str | None:
    """Return f, m or fm for a first name that the dictionary has in the nominative."""
    if not is_known(name):
        return None
    genders = {
        gender
        for parse in parses(name)
        if {"Name", "nomn", "sing"} <= parse.tag.grammemes
        for gender in {"masc", "femn", "ms-f"} & parse.tag.grammemes
    }
    return {("femn",): "f", ("masc",): "m", (): None}.get(tuple(genders), "fm")


@lru_cache(50_000)
def ending_odds(name: str) -> float:
    """Return the logarithm of the odds that a first name is a woman's, by its last letters.

    >>> ending_odds("Виленина") > 1, ending_odds("Торвульд") < -1
    (True, True)
    """
    if not CYRILLIC_WORD.fullmatch(name):
        return 0.0
    weights = ending_weights()
    return sum(weights.get(ending, 0.0) for ending in endings(casefold_ru(name)))


def endings(name: str) -> Iterator[str]:
    """Yield the empty ending and the last letters of a name, up to `LONGEST_ENDING`.

    A name that is not longer has ``^`` before its first letter.
    """
    marked = "^" + name
    for length in range(min(LONGEST_ENDING, len(name)) + 1):
        yield marked[len(marked) - length :]
    if len(name) < LONGEST_ENDING:
        yield marked
