"""Make a document from a record: an object or row of a format that holds many texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from imena.corpus.document import Document
from imena.errors import InputError
from imena.options import ReadOptions
from imena.problems import Problem, problem

ID = "id"
SURROGATE = re.compile("[\ud800-\udfff]")
# the columns that mentions and tokens share
OWN_COLUMNS = {"doc_id", "sent_id", "start", "end", "text", "lemma"}


def from_record(
    record: Mapping[str, Any], fallback_id: str, source: str, encoding: str, options: ReadOptions
) -> Document:
    """Make a document from a record. Other fields become metadata, and null is an empty text.

    A record without the named id has an error. One without the named date or title has a note.
    """
    rest = dict(record)
    id_column = options.id_column or ID
    given = rest.pop(id_column, None)
    doc_id = fallback_id if given is None or given == "" else str(given)
    if record.keys() >= OWN_COLUMNS:
        return Document(fallback_id, "", source, encoding, error=problem("own_row"))
    if options.text_column not in rest:
        error = missing_column(options.text_column, list(record))
        return Document(doc_id, "", source, encoding, rest, error)
    missing = [
        missing_column(column, list(record), option)
        for column, option in optional_columns(options)
        if column not in record
    ]
    if options.id_column not in (None, *record):
        return Document(doc_id, "", source, encoding, rest, missing[0])
    text = rest.pop(options.text_column)
    if text is not None and not isinstance(text, str):
        kind = type(text).__name__
        error = problem("not_text", column=repr(options.text_column), type=kind)
        return Document(doc_id, "", source, encoding, rest, error)
    whole, note = replace_surrogates(text or "")
    note = note or next(iter(missing), None)  # without its date or title, a text is still a text
    return Document(doc_id, whole, source, encoding, rest, note=note)


def replace_surrogates(text: str) -> tuple[str, Problem | None]:
    """Replace lone surrogates by U+FFFD.

    JSON can contain one where an emoji was cut in two, but UTF-8 cannot.

    Returns:
        The text, and a note if something was replaced.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        whole, n = SURROGATE.subn("\ufffd", text)
        return whole, problem("halves", n=n, mark="\ufffd")
    return text, None


def check_columns(columns: list[str], options: ReadOptions) -> None:
    """Raise an InputError unless a file with these columns holds texts."""
    if set(columns) >= OWN_COLUMNS:
        raise InputError(problem("own_table"))
    for column, option in named_columns(options):
        if column not in columns:
            raise InputError(missing_column(column, columns, option))


def named_columns(options: ReadOptions) -> list[tuple[str, str]]:
    """Return the columns that must exist, each with the prefix of its option."""
    return [(options.text_column, "text"), *optional_columns(options)]


def optional_columns(options: ReadOptions) -> list[tuple[str, str]]:
    """Return the columns beside the text that were named, each with the prefix of its option."""
    named = (
        (options.id_column, "id"),
        (options.date_column, "date"),
        (options.title_column, "title"),
    )
    return [(column, option) for column, option in named if column is not None]


def missing_column(name: str, present: list[str], option: str = "text") -> Problem:
    """Describe a column that is missing."""
    if not present:
        return problem("column_none", name=repr(name))
    columns = ", ".join(map(repr, present[:20]))
    return problem("column", name=repr(name), columns=columns, option=option)
