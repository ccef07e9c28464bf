"""Find organisations that share a noun: «Аграрной и Народной партиями» has «Народная партия»."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from imena.forms.analyse import parses

GENDERS = {"ая": "femn", "ий": "masc", "ый": "masc", "ой": "masc", "ое": "neut", "ее": "neut"}
NOMINATIVE = frozenset({"nomn", "sing"})
# An adjective in the nominative before one noun.
TWO_WORDS = re.compile(r"([А-ЯЁ][\w-]+(?:ая|[иыо]й|[ое]е)) ([а-яё]+)")


def shared_noun_normals(normals: np.ndarray, values: list[str]) -> dict[int, str]:
    """Return the normal forms of organisations whose noun is a plural that others share, by row.

    Args:
        normals: (mentions,) numbers of normal forms of organisations, -1 for others.
        values: the normal forms.
    """
    used = np.unique(normals[normals >= 0])
    found = {number: singular(values[number]) for number in used.tolist()}
    return {
        row: normal
        for number, normal in found.items()
        if normal is not None
        for row in np.flatnonzero(normals == number).tolist()
    }


@lru_cache(100_000)
def singular(normal: str) -> str | None:
    """Return an adjective with the singular of its noun; None if the noun is not a plural.

    >>> singular("Народная партиями"), singular("Народная партия")
    ('Народная партия', None)
    """
    match = TWO_WORDS.fullmatch(normal)
    if match is None:
        return None
    gender = GENDERS[match[1][-2:]]
    readings = [reading for reading in parses(match[2]) if "NOUN" in reading.tag.grammemes]
    if any(reading.tag.grammemes >= NOMINATIVE for reading in readings):
        return None
    for reading in readings:
        if {"plur", gender} <= reading.tag.grammemes:
            noun = reading.inflect(NOMINATIVE)
            if noun is not None:
                return f"{match[1]} {noun}"
    return None
