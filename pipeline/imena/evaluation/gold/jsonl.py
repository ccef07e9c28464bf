"""JSON Lines in, marked documents out: imena's own, Doccano's and Prodigy's.

A line is ``{"text": "…", "spans": [[start, end, "PER"], …]}``. Doccano calls the list ``label`` or
``entities``, and has a mention as ``{"start_offset": …, "end_offset": …, "label": …}`` there;
Prodigy as ``{"start": …, "end": …, "label": …}``, and says in ``answer`` whether the annotator took
it. All of them count code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from imena.errors import UsageError
from imena.evaluation.gold.document import Marked
from imena.evaluation.gold.files import read_text
from imena.evaluation.spans import Span

SPANS = ("spans", "label", "labels", "entities")
STARTS, ENDS = ("start", "start_offset"), ("end", "end_offset")
NOT_TAKEN = ("reject", "ignore")  # of Prodigy's answers
REJECTED = "texts that the annotator rejected or ignored, left out"
FORM = '{"text": "…", "spans": [[start, end, "PER"], …]}'


def read(path: Path) -> Iterator[Marked]:
    """The documents of a file, a line each.

    Raises:
        UsageError: a line is no document with spans.
    """
    # Not str.splitlines: a text may hold U+2028, which JSON need not escape.
    for number, line in enumerate(read_text(path).removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            yield _document(line, f"{path}, line {number}", str(number))


def _document(line: str, where: str, number: str) -> Marked:
    try:
        record = json.loads(line)
        doc_id = _id(record, number)
        if record.get("answer") in NOT_TAKEN:
            return Marked("", None, doc_id, where, (REJECTED,))
        key = next((key for key in SPANS if record.get(key) is not None), SPANS[0])
        spans = tuple(_span(span) for span in record[key])
        text = record["text"]
        if not isinstance(text, str):
            raise TypeError(f"text is {text!r}")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise UsageError(f"{where}, is no gold document ({what}): write it as {FORM}") from error
    return Marked(text, spans, doc_id, where)


def _id(record: dict[str, Any], number: str) -> str:
    """The document's id where it has one."""
    given = (record[key] for key in ("doc_id", "id") if record.get(key) is not None)
    return str(next(given, number))


def _span(span: Any) -> Span:
    if isinstance(span, dict):
        span = [*(_first(span, keys) for keys in (STARTS, ENDS)), span["label"]]
    if not isinstance(span, list) or len(span) < 3 or not all(map(_is_offset, span[:2])):
        raise ValueError(f"a span is {json.dumps(span, ensure_ascii=False)}")
    return span[0], span[1], str(span[2])


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _first(span: dict[str, Any], keys: tuple[str, ...]) -> Any:
    """The value of the first of these keys that is there."""
    return span[next((key for key in keys if key in span), keys[0])]
