"""Read the dates of documents from their table."""

from __future__ import annotations

from datetime import date

import pandas as pd


def document_dates(documents: pd.DataFrame) -> pd.Series:
    """Return the dates of the documents that have one, as `datetime.date` indexed by doc_id.

    A value that is not an ISO 8601 day, as a table edited by hand may hold, counts as none.

    >>> days = pd.DataFrame({"doc_id": ["a", "b"], "date": ["2024-12-31", None]})
    >>> document_dates(days).to_dict()
    {'a': datetime.date(2024, 12, 31)}
    """
    days = {
        doc_id: day
        for doc_id, written in zip(documents["doc_id"], documents["date"], strict=True)
        if (day := _day(written)) is not None
    }
    index = pd.Index(list(days), dtype=object, name="doc_id")
    return pd.Series(list(days.values()), index=index, dtype=object, name="date")


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
