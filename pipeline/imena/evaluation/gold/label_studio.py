"""Read JSON exports of Label Studio: the annotations of people, not predictions.

Label Studio counts code points, and UTF-16 units before version 1.4; the text of each mention shows
which. If several people annotated a task, the annotation marked as ground truth counts, or else the
first. Before version 1.0, annotations were called completions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from imena.errors import UsageError
from imena.evaluation.gold.document import UncheckedDocument
from imena.evaluation.gold.files import Record
from imena.evaluation.spans import Bounds, Span

UNMARKED = "tasks without an annotation, left out (predictions are no gold)"
SEVERAL = "tasks that several people marked, of which the first one's marks count"
OTHER = "marks on something else than plain text, left out"
FORM = "export the project from Label Studio as JSON (not JSON-MIN)"
ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|/)\S+", re.IGNORECASE)
WRONG = (TypeError, KeyError, AttributeError, ValueError, OverflowError)


def is_task(value: Any) -> bool:
    """Return whether a record has what no other format has: its text among its data.

    >>> is_task({"id": 1, "data": {"text": "Баку"}}), is_task({"id": 1, "data": "Баку"})
    (True, False)
    """
    return isinstance(value, dict) and isinstance(value.get("data"), dict) and "text" not in value


def read(records: Sequence[Record]) -> Iterator[UncheckedDocument]:
    """Read the tasks of an export.

    Raises:
        UsageError: a record is not a task, or an annotation does not fit its text.
    """
    field = _field(records)
    for value, number, where in records:
        try:
            yield _document(value, where, str(number), field)
        except WRONG as error:
            raise _is_none(where, error) from error


def _is_none(where: str, error: Exception) -> UsageError:
    reason = f"no {error}" if isinstance(error, KeyError) else str(error)
    return UsageError(f"{where}: not a Label Studio task ({reason}): {FORM}")


def _document(task: dict[str, Any], where: str, number: str, field: str) -> UncheckedDocument:
    text = _text(task["data"], where, field)
    doc_id = task["data"].get("doc_id", task.get("id", number))
    annotations = _annotations(task)
    if not annotations:
        return UncheckedDocument(text, None, str(doc_id), where, (UNMARKED,))
    true = any(one.get("ground_truth") for one in annotations)
    remarks = [SEVERAL] if len(annotations) > 1 and not true else []
    spans: list[Span] = []
    for mark in _marks(annotations):
        if mark["type"] == "labels":
            spans.extend(_spans(mark["value"], text, where))
        elif mark["type"].endswith("labels"):
            remarks.append(OTHER)
    return UncheckedDocument(text, tuple(spans), str(doc_id), where, tuple(remarks))


def _annotations(task: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the annotations of a task that were not cancelled."""
    made = task.get("annotations") or task.get("completions") or ()
    return [one for one in made if not one.get("was_cancelled")]


def _marks(annotations: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Return the marks of the annotation that counts."""
    true = [one for one in annotations if one.get("ground_truth")]
    return [mark for one in (true or annotations)[:1] for mark in one["result"]]


def _text(data: dict[str, Any], where: str, field: str) -> str:
    """Return the text of a task: ``text``, its only string, or the given field."""
    texts = {name: value for name, value in data.items() if isinstance(value, str)}
    name = "text" if "text" in texts else next(iter(texts)) if len(texts) == 1 else field
    if name not in texts:
        among = f" (only {', '.join(map(str, texts))})" if texts else ""
        raise UsageError(
            f'{where}: the data of the task have no "text"{among}, and no single field fits all '
            'annotations: rename the field with the text to "text"'
        )
    return texts[name]


def _field(records: Iterable[Record]) -> str:
    """If tasks have several strings and none called text, find the one that all marks fit."""
    fitting: list[set[str]] = []
    for task, _, where in records:
        try:
            strings = {k: text for k, text in task["data"].items() if isinstance(text, str)}
            if "text" not in strings and len(strings) > 1:
                marks = [m["value"] for m in _marks(_annotations(task)) if m["type"] == "labels"]
                fitting.append({k for k in strings if all(_bounds(m, strings[k]) for m in marks)})
        except WRONG as error:
            raise _is_none(where, error) from error
    found = set.intersection(*fitting) if fitting else set()
    return found.pop() if len(found) == 1 else ""


def _spans(value: dict[str, Any], text: str, where: str) -> Iterator[Span]:
    bounds = _bounds(value, text)
    if bounds is None and ADDRESS.fullmatch(text):
        raise UsageError(
            f"{where}: the text is an address, «{text}», which Label Studio loaded the annotated "
            'text from (valueType="url"): put the text itself into the data of the task'
        )
    start, end = bounds or (int(value["start"]), int(value["end"]))
    if bounds is None and value.get("text") is not None:
        raise UsageError(
            f"{where}: the text at {start} is «{text[start:end]}», not «{value['text']}»: check "
            "whether it changed after the annotation"
        )
    for label in value.get("labels") or ():  # a region that nobody has labelled has none
        yield start, end, str(label)


def _bounds(value: dict[str, Any], text: str) -> Bounds | None:
    """Return the offsets of a mark in code points, or None if it does not fit the text."""
    start, end = int(value["start"]), int(value["end"])
    surface = value.get("text")
    if surface is None:
        return (start, end) if end <= len(text) else None
    if _shown(text[start:end]) == _shown(surface):
        return start, end
    start, end = _code_point(text, start), _code_point(text, end)
    return (start, end) if _shown(text[start:end]) == _shown(surface) else None


def _shown(text: str) -> str:
    """Remove what Label Studio changes in the copy of the text that a mark contains."""
    return "".join(text.replace("\\n", "").split())


def _code_point(text: str, unit: int) -> int:
    """Convert an offset in UTF-16 units to code points."""
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * unit]
    return len(before.decode("utf-16-le", "replace"))
