"""Write CSV files whose cells are never formulas.

A text cell that begins like a formula (``= + - @``, tab, carriage return) gets an apostrophe in
front, which spreadsheets read as a text marker. Files begin with a byte order mark, without which
Excel misreads Cyrillic; pandas and csvkit skip it.
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
    """Write the header and the rows to an open file, such as a pipe, without a byte order mark."""
    # All texts are quoted, since a bare carriage return in one would start a new row.
    writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(rows.schema.names)
    for batch in rows:
        for row in zip(*map(values, batch.columns), strict=True):
            writer.writerow([_cell(value) for value in row])


def values(column: pa.Array) -> list[Any]:
    """Return the values of a column, scores as the shortest number equal to the same float32.

    >>> values(pa.array([0.86566025, None], pa.float32()))
    [0.86566025, None]
    """
    if not pa.types.is_float32(column.type):
        return column.to_pylist()
    # Arrow writes the shortest form, for the whole column at once.
    return [None if v is None else float(v) for v in column.cast(pa.string()).to_pylist()]


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value
