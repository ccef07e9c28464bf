"""Tell by the ending of a surname in the nominative whether it is a man's or a woman's."""

from __future__ import annotations

import re
from functools import lru_cache

from imena.forms.spelling import casefold_ru

MANS = re.compile(r"(?=.*[аеиоуыэюя].*[аеиоуыэюя]).+(?:[оеё]в|[иы]н|[иы]й|[цс]кой)")
WOMANS = re.compile(r"(?=.*[аеиоуыэюя].*[аеиоуыэюя]).+(?:[оеё]ва|[иы]на|ая|яя)")


@lru_cache(50_000)
def surname_gender(surname: str) -> str | None:
    """Return f or m for a surname that has another form for the other gender, else None.

    >>> surname_gender("Громова"), surname_gender("Высоцкий"), surname_gender("Меркель")
    ('f', 'm', None)
    """
    last = casefold_ru(surname.rpartition("-")[2])
    if WOMANS.fullmatch(last):
        return "f"
    if MANS.fullmatch(last):
        return "m"
    return None
