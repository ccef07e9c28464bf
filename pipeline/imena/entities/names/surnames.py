"""Compare surnames that are spelled differently: misspelt, or in another alphabet."""

from __future__ import annotations

from functools import lru_cache

from imena.entities.names.similarity import consonant_key, is_latin
from imena.entities.names.transliteration import is_transliteration
from imena.forms.analyse import is_known

# Letters from which a surname may be misspelt within its document. Chosen by hand.
SHORTEST = 5


@lru_cache(100_000)
def may_be_one_surname(one: str, other: str) -> bool:
    """Return whether a surname may be another one, misspelt or in the other alphabet.

    Args:
        one: in lower case, with е for ё.
        other: likewise.

    >>> may_be_one_surname("буффье", "буфье"), may_be_one_surname("рокелли", "rocchelli")
    (True, True)
    >>> may_be_one_surname("ефимов", "ефимова"), may_be_one_surname("лесин", "лисин")
    (False, False)
    """
    if is_latin(one) != is_latin(other):
        return is_transliteration(other, one) if is_latin(one) else is_transliteration(one, other)
    if min(len(one), len(other)) < SHORTEST or (is_known(one) and is_known(other)):
        return False
    return one[0] == other[0] and consonant_key(one) == consonant_key(other)
