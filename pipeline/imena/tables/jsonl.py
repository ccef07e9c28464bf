"""Rows in, JSON Lines out: an object a row, its keys the columns."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa

from imena.tables.atomic import replacing


def write(rows: pa.RecordBatchReader, path: Path) -> None:
    """Write UTF-8, letters as they are; a missing value is null."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for batch in rows:
            for row in batch.to_pylist():
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
