"""Parse the dates that feeds, web pages, e-mails and databases give for a document."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

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
NO_DATE_YEARS = (date.min.year, date.max.year)  # databases write these where there is no date
COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T\d{4,6}\S*)?\s*")


def parse_date(value: Any) -> date | None:
    """Parse a date, or return None if there is none or it is ambiguous.

    Understands ISO 8601, RFC 2822 (feeds and mail), 31.12.2024, 31/12/2024, «31 декабря 2024 г.»
    and Python's dates. The result is the day as written, in its own time zone. Numbers are not
    dates, nor is 01/02/2024, which has two readings.

    >>> parse_date("Tue, 03 Dec 2024 23:15:00 +0300")
    datetime.date(2024, 12, 3)
    >>> parse_date("3 декабря 2024 года")
    datetime.date(2024, 12, 3)
    """
    if isinstance(value, date):
        return _day(value.year, value.month, value.day)
    if not isinstance(value, str):
        return None
    if match := YEAR_FIRST.match(value):
        return _day(match[1], match[3], match[4])
    if match := DAY_FIRST.match(value):
        is_unambiguous = match[2] == "." or int(match[1]) > LAST_MONTH
        return _day(match[4], match[3], match[1]) if is_unambiguous else None
    if match := MONTH_IN_WORDS.match(value):
        return _day(match[3], MONTH_OF.get(match[2].lower(), 0), match[1])
    if match := COMPACT.fullmatch(value):
        return _day(*match.groups())
    try:
        day = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _day(day.year, day.month, day.day)


def _day(year: str | float, month: str | float, day: str | float) -> date | None:
    """Make a date; None if there is no such day, as with pandas' NaT."""
    try:
        parsed = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return None if parsed.year in NO_DATE_YEARS else parsed
