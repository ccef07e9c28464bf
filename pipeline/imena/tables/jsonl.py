"""Write JSON Lines: one object for each row, with the columns as keys."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa

from imena.storage.atomic import replacing
from imena.tables.delimited import values


def write(rows: pa.RecordBatchReader, path: Path) -> None:
    """Write UTF-8 with unescaped letters; missing values are null."""
    names = rows.schema.names
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for batch in rows:
            for row in zip(*map(values, batch.columns), strict=True):
                cells = dict(zip(names, row, strict=True))
                file.write(json.dumps(cells, ensure_ascii=False) + "\n")
