"""A record (an object, a row) in, a document out: shared by the formats that hold many texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from imena.corpus.document import Document
from imena.corpus.options import ReadOptions
from imena.errors import InputError

ID = "id"
HALF = re.compile("[\ud800-\udfff]")
OWN_COLUMNS = {"doc_id", "sent_id", "start", "end", "text", "lemma"}  # mentions and tokens


def from_record(
    record: Mapping[str, Any], fallback_id: str, source: str, encoding: str, options: ReadOptions
) -> Document:
    """One document; all fields but text and id are its meta. A missing text (null) is empty."""
    rest = dict(record)
    id_column = options.id_column or ID
    given = rest.pop(id_column, None)
    doc_id = fallback_id if given is None or given == "" else str(given)
    if record.keys() >= OWN_COLUMNS:
        error = "a row of a table that imena wrote, not a text: leave it out of the input"
        return Document(fallback_id, "", source, encoding, error=error)
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
    whole, note = without_halves(text or "")
    return Document(doc_id, whole, source, encoding, rest, note=note)


def without_halves(text: str) -> tuple[str, str | None]:
    """The text with U+FFFD for each half of a surrogate pair that stands alone, and a note if so.

    JSON can hold one, where an emoji was cut in two, and UTF-8 cannot.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        whole, n = HALF.subn("\ufffd", text)
        return whole, f"{n} halves of a character (cut emoji?) were replaced by \ufffd"
    return text, None


def check_columns(columns: list[str], options: ReadOptions) -> None:
    """Raise an InputError unless a file with these columns holds texts."""
    if set(columns) >= OWN_COLUMNS:
        raise InputError("a table that imena wrote, not a corpus: leave it out of the input")
    for column, option in ((options.text_column, "text"), (options.id_column, "id")):
        if column is not None and column not in columns:
            raise InputError(missing_column(column, columns, option))


def missing_column(name: str, present: list[str], option: str = "text") -> str:
    """The message for a column that is not there."""
    columns = ", ".join(map(repr, present[:20])) or "none"
    return (
        f"no column {name!r}; the columns are {columns}: "
        f"name the right one with --{option}-column ({option}_column= in Python)"
    )
