"""Write an SQLite database: every table with types and indexes, and views for common questions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.dataset as ds

from imena import schema
from imena.storage.atomic import replacing
from imena.tables.annotated_documents import BATCH, plain_score

if TYPE_CHECKING:
    from imena.tables.tables import Tables

INDEXES = {
    "mentions": ("doc_id, mention_id", "entity_id", "normal"),
    "entities": ("entity_id", "name"),
    "documents": ("doc_id",),
    "texts": ("doc_id",),
    "tokens": ("doc_id, token_id", "lemma"),
}
VIEWS = {
    # Every mention with its document and the external ids of its entity.
    "mentions_in_context": """
        SELECT m.entity, m.label, m.normal, m.text, m.sentence, m.zone, m.score, m.doc_id,
               d.source, d.date, d.title, d.lang, d.meta, e.iso, e.geonames, e.wikidata,
               m.entity_id, m.start, m."end", m.repeat_of, m.nested_in
        FROM mentions AS m
        LEFT JOIN documents AS d ON d.doc_id = m.doc_id
        LEFT JOIN entities AS e ON e.entity_id = m.entity_id""",
    # Which entities occur in which documents, and how often.
    "entities_in_documents": """
        SELECT m.entity_id, m.entity, m.label, m.doc_id, d.source, count(*) AS n_mentions
        FROM mentions AS m LEFT JOIN documents AS d ON d.doc_id = m.doc_id
        GROUP BY m.entity_id, m.entity, m.label, m.doc_id, d.source""",
    # Which entities share sentences, counted as imena.network counts them.
    "together_in_sentences": """
        WITH present AS (
            SELECT DISTINCT doc_id, sent_id, entity_id, entity FROM mentions
            WHERE nested_in IS NULL AND repeat_of IS NULL)
        SELECT a.entity_id AS entity_id_a, a.entity AS entity_a, b.entity_id AS entity_id_b,
               b.entity AS entity_b, count(*) AS n_sentences
        FROM present AS a JOIN present AS b
            ON a.doc_id = b.doc_id AND a.sent_id = b.sent_id AND a.entity_id < b.entity_id
        GROUP BY a.entity_id, a.entity, b.entity_id, b.entity""",
}


DISK = ("database or disk is full", "disk I/O error", "unable to open database file")
JOURNALS = ("-wal", "-shm", "-journal")  # files that a killed program leaves next to a database


def write(tables: Tables, path: Path) -> None:
    """Write every table, the meanings of columns (``about``) and the manifest (``run``).

    Raises:
        OSError: the file cannot be written.
    """
    try:
        _write(tables, path)
    except sqlite3.OperationalError as error:
        if str(error) not in DISK:
            raise
        raise OSError(str(error)) from error


def _write(tables: Tables, path: Path) -> None:
    with replacing(path) as part:
        part.unlink(missing_ok=True)  # left by a run that was killed
        with closing(sqlite3.connect(part, isolation_level=None)) as database:
            # Nobody sees the file before it is complete, so it needs no journal.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            for name, columns in schema.SCHEMAS.items():
                if tables.holds(name):
                    _write_table(database, name, columns, tables.dataset(name))
            _write_about(database, tables)
            for name, query in VIEWS.items():
                database.execute(f"CREATE VIEW {name} AS{query}")
            database.execute("COMMIT")
            database.execute("ANALYZE")
        for ending in JOURNALS:  # of the replaced file; they would corrupt this one
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _write_table(
    database: sqlite3.Connection, name: str, columns: pa.Schema, dataset: ds.Dataset
) -> None:
    declared = ", ".join(
        f'"{column.name}" {_type(column.type)}' + " NOT NULL" * (not column.nullable)
        for column in columns
    )
    database.execute(f"CREATE TABLE {name} ({declared})")
    parameters = ", ".join("?" * len(columns))
    batches = dataset.to_batches(batch_size=BATCH[name], batch_readahead=2)
    database.executemany(f"INSERT INTO {name} VALUES ({parameters})", _rows(batches))
    for number, on in enumerate(INDEXES[name]):
        database.execute(f"CREATE INDEX {name}_{number} ON {name} ({on})")


def _write_about(database: sqlite3.Connection, tables: Tables) -> None:
    database.execute('CREATE TABLE about ("table" TEXT, "column" TEXT, meaning TEXT)')
    meanings = [
        (name, column.name, column.metadata[b"meaning"].decode())
        for name, columns in schema.SCHEMAS.items()
        for column in columns
    ]
    database.executemany("INSERT INTO about VALUES (?, ?, ?)", meanings)
    database.execute("CREATE TABLE run (manifest TEXT)")
    manifest = json.dumps(tables.record(), ensure_ascii=False, indent=2)
    database.execute("INSERT INTO run VALUES (?)", [manifest])


def _rows(batches: Iterator[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield from zip(*map(_values, batch.columns), strict=True)


def _values(column: pa.Array) -> list[Any]:
    """Convert values for SQLite: lists become JSON, and floats are doubles."""
    values = column.to_pylist()
    if pa.types.is_list(column.type):
        return [json.dumps(value, ensure_ascii=False) for value in values]
    return [plain_score(v) for v in values] if pa.types.is_floating(column.type) else values


def _type(type: pa.DataType) -> str:
    if pa.types.is_integer(type):
        return "INTEGER"
    return "REAL" if pa.types.is_floating(type) else "TEXT"
