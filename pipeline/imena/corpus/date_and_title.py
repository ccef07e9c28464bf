"""Find the date and the title of a document among its metadata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from imena.corpus.dates import parse_date
from imena.corpus.document import Document
from imena.options import ReadOptions

# Names that feeds, scrapers, web pages and databases use, the most reliable first.
DATE_FIELDS = (
    *("date", "published", "published_at", "publication_date", "publish_date", "date_published"),
    *("pubdate", "datetime", "created", "created_at", "timestamp", "time", "дата"),
)
TITLE_FIELDS = ("title", "заголовок", "headline")


def with_date_and_title(document: Document, options: ReadOptions) -> Document:
    """Fill in the date and the title of a document unless its reader has done so.

    A column that the options name is the only one considered in documents that have it. In all
    others, such as web pages beside a table, the usual names are, in any letter case.
    """
    if not document.meta:
        return document
    lower = {str(name).lower(): value for name, value in document.meta.items()}
    day = document.date or _first_date(_values(document.meta, lower, options.date_column, True))
    title = document.title or _first_title(
        _values(document.meta, lower, options.title_column, False)
    )
    return replace(document, date=day, title=title)


def columns_of_date_and_title(present: Iterable[str], options: ReadOptions) -> list[str]:
    """Return the columns of a table that may hold the date or the title."""
    usual = (
        *(DATE_FIELDS if options.date_column is None else ()),
        *(TITLE_FIELDS if options.title_column is None else ()),
    )
    named = (options.date_column, options.title_column)
    return [name for name in present if name in named or name.lower() in usual]


def _values(
    meta: Mapping[str, Any], lower: Mapping[str, Any], column: str | None, is_date: bool
) -> list[Any]:
    if column is not None and column in meta:
        return [meta[column]]
    return [lower.get(name) for name in (DATE_FIELDS if is_date else TITLE_FIELDS)]


def _first_date(values: Iterable[Any]) -> str | None:
    days = map(parse_date, values)
    return next((day.isoformat() for day in days if day is not None), None)


def _first_title(values: Iterable[Any]) -> str | None:
    titles = (" ".join(value.split()) for value in values if isinstance(value, str))
    return next((title for title in titles if title), None)
