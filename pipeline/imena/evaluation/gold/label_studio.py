"""Label Studio's JSON export in, marked documents out: the annotations of people, no predictions.

Label Studio counts code points; before version 1.4 it counted UTF-16 units. Each mention carries
its text, which tells which of them it is. Where several people marked a task, the annotation that
was made its ground truth counts, else the first.
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

UNMARKED = "tasks without an annotation, left out (predictions are no gold)"
SEVERAL = "tasks that several people marked, of which the first one's marks count"
OTHER = "marks on something else than plain text, left out"
FORM = "export the project from Label Studio as JSON (not JSON-MIN)"


def read(path: Path) -> Iterator[Marked]:
    """The tasks of an export.

    Raises:
        UsageError: it is no such export, or a mark does not fit its text.
    """
    try:
        tasks = json.loads(read_text(path).removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not JSON ({error}): {FORM}") from error
    if not isinstance(tasks, list):
        raise UsageError(f"{path} is no list of tasks: {FORM}")
    for number, task in enumerate(tasks, 1):
        where = f"{path}, task {number}"
        try:
            yield _document(task, where, str(number))
        except (TypeError, KeyError, AttributeError, ValueError, OverflowError) as error:
            what = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise UsageError(f"{where}, is none of Label Studio's ({what}): {FORM}") from error


def _document(task: dict[str, Any], where: str, number: str) -> Marked:
    text = _text(task["data"], where)
    doc_id = task["data"].get("doc_id", task.get("id", number))
    annotations = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    if not annotations:
        return Marked(text, None, str(doc_id), where, (UNMARKED,))
    true = [one for one in annotations if one.get("ground_truth")]
    remarks = [SEVERAL] if len(annotations) > 1 and not true else []
    spans: list[Span] = []
    for mark in (true or annotations)[0]["result"]:
        if mark["type"] == "labels":
            spans.extend(_spans(mark["value"], text, where))
        elif mark["type"].endswith("labels"):
            remarks.append(OTHER)
    return Marked(text, tuple(spans), str(doc_id), where, tuple(remarks))


def _text(data: dict[str, Any], where: str) -> str:
    """The text of a task: under ``text``, or whatever its only string is called."""
    texts = [value for value in data.values() if isinstance(value, str)]
    if isinstance(data.get("text"), str):
        return str(data["text"])
    if len(texts) != 1:
        raise UsageError(f'{where}, has no "text" among its data: call the text so')
    return texts[0]


def _spans(value: dict[str, Any], text: str, where: str) -> Iterator[Span]:
    start, end = int(value["start"]), int(value["end"])
    surface = value.get("text")
    if surface is not None and _shown(text[start:end]) != _shown(surface):
        bounds = _code_point(text, start), _code_point(text, end)
        if _shown(text[slice(*bounds)]) != _shown(surface):
            raise UsageError(
                f"{where}: the text has «{text[start:end]}» at {start}, not «{surface}»: was it "
                "changed since it was marked?"
            )
        start, end = bounds
    for label in value.get("labels") or ():  # a region that nobody has labelled yet has none
        yield start, end, str(label)


def _shown(text: str) -> str:
    """A text without what Label Studio changes in the copy that a mark carries."""
    return "".join(text.replace("\\n", "").split())


def _code_point(text: str, unit: int) -> int:
    """The code point at a UTF-16 unit."""
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * unit]
    return len(before.decode("utf-16-le", "replace"))
