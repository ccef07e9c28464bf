"""Make the table of errors: the gold mention, the prediction and their context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from imena.evaluation.alignment import ERRORS, RIGHT, Pair, align
from imena.evaluation.gold import GoldDocument
from imena.evaluation.predictions import Predictions, ScoredDocument

AROUND = 40  # characters of context on each side, without cutting words
SPACES = re.compile(r"\s+")
TYPES = {
    "model": "str",
    "kind": "str",
    "doc_id": "str",
    "start": "Int32",
    "end": "Int32",
    "gold_label": "str",
    "gold": "str",
    "found_start": "Int32",
    "found_end": "Int32",
    "found_label": "str",
    "found": "str",
    "score": "Float32",
    "left": "str",
    "text": "str",
    "right": "str",
}


def error_table(gold: Sequence[GoldDocument], predictions: Sequence[Predictions]) -> pd.DataFrame:
    """Return a row for each error, ordered by model, kind (as in `ERRORS`), document and offset."""
    rows = [row for output in predictions for row in _rows(gold, output)]
    columns = zip(*rows, strict=True) if rows else [()] * len(TYPES)
    frame = {}
    for (name, dtype), values in zip(TYPES.items(), columns, strict=True):
        frame[name] = pd.array(list(values), dtype="string" if dtype == "str" else dtype)
    return pd.DataFrame(frame)


def _rows(gold: Sequence[GoldDocument], output: Predictions) -> Iterator[tuple[Any, ...]]:
    by_kind: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in ERRORS}
    for document, one in zip(gold, output.documents, strict=True):
        for pair in align(one.gold, one.spans):
            if pair.kind != RIGHT:
                row = _row(document, one, pair)
                by_kind[pair.kind].append((output.name, pair.kind, document.doc_id, *row))
    for rows in by_kind.values():
        yield from rows


def _row(document: GoldDocument, one: ScoredDocument, pair: Pair) -> tuple[Any, ...]:
    text = document.text
    start = end = label = gold = found_start = found_end = found_label = found = score = None
    if pair.gold is not None:
        start, end, label = one.gold[pair.gold]
        gold = text[start:end]
    if pair.found is not None:
        found_start, found_end, found_label, score = one.found[pair.found]
        found = text[found_start:found_end]
    offsets = [offset for offset in (start, end, found_start, found_end) if offset is not None]
    context = around(text, min(offsets), max(offsets))
    return start, end, label, gold, found_start, found_end, found_label, found, score, *context


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the left context, the text and the right context; an ellipsis marks a cut.

    >>> around("Вчера генерал Валерий Герасимов прилетел в Баку.", 14, 31)
    ('Вчера генерал ', 'Валерий Герасимов', ' прилетел в Баку.')
    """
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    left, inside, right = (
        SPACES.sub(" ", part) for part in (text[first:start], text[start:end], text[end:last])
    )
    more_left, more_right = text[:first].strip(), text[last:].strip()
    return (
        (f"… {left.lstrip()}" if more_left else left.lstrip()),
        inside,
        (f"{right.rstrip()} …" if more_right else right.rstrip()),
    )
