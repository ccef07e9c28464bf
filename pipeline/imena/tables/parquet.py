"""A table in, a Parquet file out."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from imena.tables.atomic import replacing


def write(table: pa.Table, path: Path) -> None:
    """Write with the table's own schema, compressed by zstd."""
    with replacing(path) as part:
        pq.write_table(table, part, compression="zstd")
