"""Read first names that are shortened with a dot: «Вл. Соловьёв», «Дм. Быков»."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from imena.data_tables import read_table, split_cell
from imena.forms.first_name_genders import known_gender
from imena.forms.spelling import casefold_ru

MOST = 6.0  # in logarithms of odds, more than what a surname's form says; chosen by hand


@cache
def short_first_names() -> dict[str, tuple[str, ...]]:
    """Return the first names that each abbreviation stands for, by the abbreviation."""
    rows = read_table("imena.forms", "short_first_names")
    return {row["abbreviation"]: tuple(split_cell(row["names"])) for row in rows}


@cache
def _name_counts() -> dict[str, int]:
    rows = read_table("imena.forms", "given_names")
    return {row["name"]: int(row["count"]) for row in rows}


@lru_cache(1_000)
def mans_odds(abbreviation: str) -> float:
    """Return the logarithm of the odds that an abbreviation stands for a man's name.

    Each name that it may stand for counts as often as texts have it (data/given_names.tsv). The
    odds of an unknown abbreviation are even.

    >>> mans_odds("Дм"), mans_odds("Гал"), mans_odds("Хх")
    (6.0, -6.0, 0.0)
    """
    sums = {"m": 0, "f": 0}
    for name in short_first_names().get(abbreviation, ()):
        gender = known_gender(name)
        if gender in sums:
            sums[gender] += 1 + _name_counts().get(casefold_ru(name), 0)
    if not all(sums.values()):
        return MOST * (bool(sums["m"]) - bool(sums["f"]))
    return max(-MOST, min(MOST, math.log(sums["m"] / sums["f"])))
