"""Write Parquet files."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from imena.storage.atomic import replacing


def write(rows: pa.RecordBatchReader, path: Path) -> None:
    """Write rows with their own schema and zstd compression."""
    with replacing(path) as part, pq.ParquetWriter(part, rows.schema, compression="zstd") as file:
        for batch in rows:
            file.write_batch(batch)
