"""A record (an object, a row) in, a document out: shared by the formats that hold many texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imena.corpus.document import Document
from imena.corpus.options import ReadOptions

ID = "id"


def from_record(
    record: Mapping[str, Any], fallback_id: str, source: str, encoding: str, options: ReadOptions
) -> Document:
    """One document; all fields but text and id are its meta. A missing text (null) is empty."""
    rest = dict(record)
    id_column = options.id_column or ID
    given = rest.pop(id_column, None)
    doc_id = fallback_id if given is None or given == "" else str(given)
    if options.text_column not in rest:
        error = missing_column(options.text_column, list(record))
        return Document(doc_id, "", source, encoding, rest, error)
    if options.id_column is not None and options.id_column not in record:
        error = missing_column(options.id_column, list(record), option="id")
        return Document(doc_id, "", source, encoding, rest, error)
    text = rest.pop(options.text_column)
    if text is not None and not isinstance(text, str):
        kind = type(text).__name__
        error = f"{options.text_column!r} holds a value of type {kind}, not text"
        return Document(doc_id, "", source, encoding, rest, error)
    return Document(doc_id, text or "", source, encoding, rest)


def missing_column(name: str, present: list[str], option: str = "text") -> str:
    """The message for a column that is not there."""
    columns = ", ".join(map(repr, present[:20])) or "none"
    return (
        f"no column {name!r}; the columns are {columns}: "
        f"name the right one with --{option}-column ({option}_column= in Python)"
    )
