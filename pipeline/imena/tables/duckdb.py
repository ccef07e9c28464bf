"""Write a DuckDB database of all tables with native types; aliases are lists."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from imena import schema
from imena.storage.atomic import replacing
from imena.tables.annotated_documents import BATCH
from imena.tables.sqlite import VIEWS

if TYPE_CHECKING:
    from imena.tables.tables import Tables

OFFLINE: dict[str, Any] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def write(tables: Tables, path: Path) -> None:
    """Write every table with the meanings of its columns as comments, and the manifest.

    Raises:
        OSError: the file cannot be written.
    """
    import duckdb  # `Tables.write` has checked that it is installed

    try:
        _write(tables, path)
    except duckdb.IOException as error:
        raise OSError(str(error)) from error


def _write(tables: Tables, path: Path) -> None:
    import duckdb

    with replacing(path) as part:
        for left in (part, _journal(part)):  # left by a run that was killed
            left.unlink(missing_ok=True)
        with closing(duckdb.connect(str(part), config=OFFLINE)) as database:
            for name, columns in schema.SCHEMAS.items():
                if not tables.holds(name):
                    continue
                declared = ", ".join(
                    f'"{c.name}" {_type(c.type)}' + " NOT NULL" * (not c.nullable) for c in columns
                )
                database.execute(f"CREATE TABLE {name} ({declared})")
                scanner = tables.dataset(name).scanner(batch_size=BATCH[name], batch_readahead=2)
                database.register("rows", scanner.to_reader())
                database.execute(f"INSERT INTO {name} SELECT * FROM rows")
                database.unregister("rows")
                for column in columns:
                    meaning = column.metadata[b"meaning"].decode().replace("'", "''")
                    database.execute(f"COMMENT ON COLUMN {name}.\"{column.name}\" IS '{meaning}'")
            database.execute("CREATE TABLE run (manifest VARCHAR)")
            manifest = json.dumps(tables.record(), ensure_ascii=False, indent=2)
            database.execute("INSERT INTO run VALUES (?)", [manifest])
            for name, query in VIEWS.items():
                database.execute(f"CREATE VIEW {name} AS{query}")
        _journal(path).unlink(missing_ok=True)  # of the replaced file; it fits no other


def _journal(path: Path) -> Path:
    """Return the path of DuckDB's write-ahead log."""
    return path.with_name(f"{path.name}.wal")


def _type(type: pa.DataType) -> str:
    if pa.types.is_list(type):
        return "VARCHAR[]"
    if pa.types.is_integer(type):
        return "INTEGER"
    return "FLOAT" if pa.types.is_floating(type) else "VARCHAR"
