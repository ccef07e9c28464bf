"""Count mentions by day, month or year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from imena.reporting.page.i18n import Words

DAYS, MONTHS = 92, 120  # beyond these numbers, the next larger unit is used


@dataclass(frozen=True)
class Series:
    """Mentions over time; a corpus with fewer than two dates has no periods."""

    unit: str  # day, month or year
    periods: list[str]  # their names, without a gap
    all: list[int]  # mentions in each period
    by_entity: dict[str, list[tuple[int, int]]]  # entity_id -> (index of the period, mentions)


def series(days: pd.Series, places: pd.DataFrame, listed: list[str], words: Words) -> Series:
    """Count the mentions in each period, of all entities and of each listed one.

    Args:
        days: from `imena.tables.dates.document_dates`.
        places: ``doc_id`` and ``entity_id`` of all mentions.
        listed: entity ids.
        words: formats the names of periods.
    """
    if days.nunique() < 2:
        return Series("day", [], [], {})
    first, last = min(days), max(days)
    unit = _unit(first, last)
    number = {day: _number(day, unit) - _number(first, unit) for day in set(days)}
    period = places["doc_id"].map(days.map(number))
    dated = pd.DataFrame({"entity_id": places["entity_id"], "period": period}).dropna()
    length = number[last] + 1
    counted = dated.groupby(["entity_id", "period"]).size()
    by_entity: dict[str, list[tuple[int, int]]] = {one: [] for one in listed}
    for (one, at), n in counted.items():
        if one in by_entity:
            by_entity[one].append((int(at), int(n)))
    every = np.bincount(dated["period"].to_numpy(dtype=np.int64), minlength=length)
    names = [_name(first, unit, at, words) for at in range(length)]
    return Series(unit, names, every.tolist(), by_entity)


def _unit(first: date, last: date) -> str:
    if (last - first).days < DAYS:
        return "day"
    return "month" if _number(last, "month") - _number(first, "month") < MONTHS else "year"


def _number(day: date, unit: str) -> int:
    """Return the ordinal number of the day, month or year."""
    if unit == "day":
        return day.toordinal()
    return day.year * 12 + day.month if unit == "month" else day.year


def _name(first: date, unit: str, at: int, words: Words) -> str:
    if unit == "day":
        return words.day(first + timedelta(at))
    if unit == "year":
        return str(first.year + at)
    months = first.year * 12 + first.month - 1 + at
    return words.month(date(months // 12, months % 12 + 1, 1))
