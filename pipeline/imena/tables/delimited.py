"""Rows in, CSV out, for spreadsheets: a cell can never be a formula.

A cell of text that begins as a formula does (``= + - @``, tab, carriage return) gets an apostrophe
in front, which spreadsheets take for "this is text". Files begin with a byte order mark, without
which Excel reads Cyrillic as another alphabet; pandas and csvkit skip it.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa

from imena.storage.atomic import replacing

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(rows: pa.RecordBatchReader, path: Path) -> None:
    """Write a file that Excel, LibreOffice and pandas open."""
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        write_rows(rows, file)


def write_rows(rows: pa.RecordBatchReader, file: TextIO) -> None:
    """Write header and rows to an open file, as for a pipe: no byte order mark."""
    # Texts are quoted throughout: a bare carriage return in one would begin a row of its own.
    writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(rows.schema.names)
    for batch in rows:
        for row in zip(*map(values, batch.columns), strict=True):
            writer.writerow([_cell(value) for value in row])


def values(column: pa.Array) -> list[Any]:
    """A column's values; scores as the shortest number that is the same float32.

    >>> values(pa.array([0.86566025, None], pa.float32()))
    [0.86566025, None]
    """
    if not pa.types.is_float32(column.type):
        return column.to_pylist()
    # Arrow writes the shortest, and all of a column at once.
    return [None if v is None else float(v) for v in column.cast(pa.string()).to_pylist()]


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value
