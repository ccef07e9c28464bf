"""All tables in, a folder of Parquet files with its manifest out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from imena.tables import parquet
from imena.tables.atomic import replacing

MANIFEST = "manifest.json"


def write(tables: Mapping[str, pa.Table], manifest: Mapping[str, Any], path: Path) -> None:
    """Write ``NAME.parquet`` for each table, and the manifest last: with it the folder is whole.

    A table that an earlier run left and this one does not have is removed.
    """
    path.mkdir(exist_ok=True)
    (path / MANIFEST).unlink(missing_ok=True)
    if "tokens" not in tables:
        (path / "tokens.parquet").unlink(missing_ok=True)
    for name, table in tables.items():
        parquet.write(table, path / f"{name}.parquet")
    with replacing(path / MANIFEST) as part:
        part.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")
