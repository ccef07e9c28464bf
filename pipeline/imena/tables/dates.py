"""The table of documents in, the day of each document that says one out."""

from __future__ import annotations

import json
import re
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

import pandas as pd

# What feeds, scrapers, metadata of pages and databases call it, the surest first.
KEYS = (
    *("date", "published", "published_at", "publication_date", "publish_date", "date_published"),
    *("pubdate", "datetime", "created", "created_at", "timestamp", "time", "дата"),
)
YEAR_FIRST = re.compile(r"\s*(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"\s*(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
MONTH_IN_WORDS = re.compile(r"\s*(\d{1,2})\s+([а-я]+)\s+(\d{4})(?!\d)", re.IGNORECASE)
MONTHS = (
    *("январь января", "февраль февраля", "март марта", "апрель апреля", "май мая", "июнь июня"),
    *("июль июля", "август августа", "сентябрь сентября", "октябрь октября"),
    *("ноябрь ноября", "декабрь декабря"),
)
MONTH_OF = {form: n for n, forms in enumerate(MONTHS, 1) for form in forms.split()}
LAST_MONTH = 12
NO_YEARS = (date.min.year, date.max.year)  # what databases write where there is no date
COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T\d{4,6}\S*)?\s*")


def dates(documents: pd.DataFrame) -> pd.Series:
    """The dates of documents, by doc_id, of those only that have one.

    A date is what a document's ``meta`` has under ``date``, ``published`` or the like, written as
    in ISO 8601, in RFC 2822 (feeds and mail), or as 31.12.2024, 31/12/2024 or «31 декабря 2024 г.»;
    the day is the one that is written there, in its own time zone. A number is no date, and neither
    is 01/02/2024, which has two readings, nor a day of the years 1 and 9999, which databases write
    for none.

    >>> meta = ['{"date": "31.12.2024"}', None]
    >>> dates(pd.DataFrame({"doc_id": ["a", "b"], "meta": meta})).to_dict()
    {'a': datetime.date(2024, 12, 31)}
    """
    found = {}
    for doc_id, meta in zip(documents["doc_id"], documents["meta"], strict=True):
        day = _of_meta(fields(meta))
        if day is not None:
            found[doc_id] = day
    index = pd.Index(list(found), dtype=object, name="doc_id")
    return pd.Series(list(found.values()), index=index, dtype=object, name="date")


def parsed(written: Any) -> date | None:
    """The day that a string says, or None if it says none or it is not sure which.

    >>> parsed("Tue, 03 Dec 2024 23:15:00 +0300")
    datetime.date(2024, 12, 3)
    >>> parsed("3 декабря 2024 года")
    datetime.date(2024, 12, 3)
    """
    if not isinstance(written, str):
        return None
    if match := YEAR_FIRST.match(written):
        return _day(match[1], match[3], match[4])
    if match := DAY_FIRST.match(written):
        is_sure = match[2] == "." or int(match[1]) > LAST_MONTH
        return _day(match[4], match[3], match[1]) if is_sure else None
    if match := MONTH_IN_WORDS.match(written):
        return _day(match[3], MONTH_OF.get(match[2].lower(), 0), match[1])
    if match := COMPACT.fullmatch(written):
        return _day(*match.groups())
    try:
        day = parsedate_to_datetime(written)
        return _day(day.year, day.month, day.day)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def fields(meta: Any) -> dict[str, Any]:
    """A document's ``meta`` by field; none of a missing one, or of one that is no JSON object."""
    try:
        found = json.loads(meta)
    except (ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _of_meta(meta: dict[str, Any]) -> date | None:
    lower = {key.lower(): value for key, value in meta.items()}
    days = (parsed(lower[key]) for key in KEYS if key in lower)
    return next((day for day in days if day is not None), None)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return None if found.year in NO_YEARS else found
