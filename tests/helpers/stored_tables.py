"""Write tables in several parts, as a run over a corpus does."""

import pyarrow.parquet as pq

from imena import schema


def in_parts(tables, folder, rows):
    """Write a folder and divide its tables into parts, as a run with many workers does."""
    tables.write(folder)
    for name in ("mentions", "documents", "tokens"):
        frame = getattr(tables, name)
        for number, start in enumerate(range(0, len(frame), rows)):
            part = schema.to_arrow(frame.iloc[start : start + rows], schema.SCHEMAS[name])
            pq.write_table(part, folder / f"{name}.parquet" / f"part-{number:05}.parquet")
