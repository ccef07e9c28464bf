"""Read JSON records in the forms of imena, Doccano and Prodigy.

A record is ``{"text": "…", "spans": [[start, end, "PER"], …]}``. Doccano calls the list ``label``
or ``entities``, where a mention is ``{"start_offset": …, "end_offset": …, "label": …}``; in autumn
2021 it called the text ``data``. Prodigy has ``{"start": …, "end": …, "label": …}``, no list if
nothing was annotated, and in ``answer`` whether the annotator accepted the text. All of them count
code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from imena.errors import UsageError
from imena.evaluation.gold.document import UncheckedDocument
from imena.evaluation.gold.files import Record
from imena.evaluation.spans import Span

TEXTS = ("text", "data")
SPANS = ("spans", "label", "labels", "entities")
STARTS, ENDS = ("start", "start_offset"), ("end", "end_offset")
TAKEN, NOT_TAKEN = "accept", ("reject", "ignore")  # Prodigy's answers
REJECTED = "texts that the annotator rejected or ignored, left out"
FORM = '{"text": "…", "spans": [[start, end, "PER"], …]}'
JSON_MIN = "this is Label Studio's JSON-MIN: export the project as JSON instead"


def read(records: Iterable[Record]) -> Iterator[UncheckedDocument]:
    """Read the documents of a file, one for each record.

    Raises:
        UsageError: a record is not a document with spans.
    """
    for value, number, where in records:
        try:
            yield _document(value, where, str(number))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            reason = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise UsageError(
                f"{where}: not a gold document ({reason}): write it as {FORM}"
            ) from error


def _document(record: Any, where: str, number: str) -> UncheckedDocument:
    if not isinstance(record, dict):
        raise TypeError(f"{json.dumps(record, ensure_ascii=False)[:40]} is not an object")
    doc_id = _id(record, number)
    if record.get("answer") in NOT_TAKEN:
        return UncheckedDocument("", None, doc_id, where, (REJECTED,))
    spans = tuple(_span(span) for span in _marks(record))
    text = _first(record, TEXTS)
    if not isinstance(text, str):
        raise TypeError(f"text is {text!r}")
    return UncheckedDocument(text, spans, doc_id, where)


def _id(record: dict[str, Any], number: str) -> str:
    """Return the id of a document, or else its number."""
    given = (record[key] for key in ("doc_id", "id") if record.get(key) is not None)
    return str(next(given, number))


def _marks(record: dict[str, Any]) -> Any:
    """Return the first non-empty list of mentions; Doccano may write an empty one besides.

    >>> _marks({"label": [], "entities": [[5, 9, "LOC"]]})
    [[5, 9, 'LOC']]
    """
    given = [record[key] for key in SPANS if record.get(key) is not None]
    if not given and record.get("answer") == TAKEN:
        return ()
    full = (marks for marks in given if isinstance(marks, list) and marks)
    return next(full, given[0] if given else record[SPANS[0]])


def _span(span: Any) -> Span:
    if isinstance(span, dict):
        if "labels" in span and "label" not in span:
            raise ValueError(JSON_MIN)
        span = [*(_first(span, keys) for keys in (STARTS, ENDS)), span["label"]]
    if not isinstance(span, list) or len(span) < 3 or not all(map(_is_offset, span[:2])):
        raise ValueError(f"a span cannot be {json.dumps(span, ensure_ascii=False)}")
    return span[0], span[1], str(span[2])


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _first(span: dict[str, Any], keys: tuple[str, ...]) -> Any:
    """Return the value of the first of these keys that exists."""
    return span[next((key for key in keys if key in span), keys[0])]
