"""Split a corpus into parts that are processed independently, as tables for other processes.

A part lists the files that hold one document each, and contains the documents of containers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from imena.corpus.document import Document
from imena.corpus.files import FileRef, Item, Sized, read_item, size_in_memory
from imena.corpus.inputs import sized_items, total_size
from imena.options import ReadOptions
from imena.problems import Problem
from imena.storage.filesystems import is_remote

__all__ = [
    "FileRef",
    "Item",
    "Part",
    "fingerprint",
    "from_table",
    "plan",
    "to_table",
    "total_size",
]

PART_DOCUMENTS = 2_000
PART_BYTES = 8_000_000

ITEMS = pa.schema(
    [
        ("name", pa.string()),  # id of the document
        ("source", pa.string()),
        ("path", pa.binary()),  # absolute path of an unread file; may not be valid Unicode
        ("text", pa.binary()),  # UTF-8, which may contain lone surrogates
        ("encoding", pa.string()),
        ("meta", pa.string()),  # JSON
        ("error", pa.string()),  # JSON of a problem
        ("note", pa.string()),  # JSON of a problem
        ("date", pa.string()),
        ("title", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of consecutive documents of a corpus."""

    number: int  # from 0
    items: tuple[Item, ...]
    size: int  # input bytes; the sizes of all parts add up to about the size of the input


def plan(docs: str | Path | Iterable[Any] | pd.DataFrame, options: ReadOptions) -> Iterator[Part]:
    """Split any input that `imena.extract` accepts into parts, the same ones at every call.

    Raises:
        UsageError: a path does not exist, or there is no such column.
    """
    return _cut(sized_items(docs, options))


def _cut(items: Iterable[Sized]) -> Iterator[Part]:
    part: list[Item] = []
    number = size = held = 0
    for item, read in items:
        weight = item.size if isinstance(item, FileRef) else size_in_memory(item)
        if part and (len(part) == PART_DOCUMENTS or held + weight > PART_BYTES):
            yield Part(number, tuple(part), size)
            number += 1
            part, size, held = [], 0, 0
        part.append(item)
        size += read
        held += weight
    if part:
        yield Part(number, tuple(part), size)


def fingerprint(part: Part) -> str:
    """Compute a digest of the documents of a part, and of the size and time of its unread files.

    The source of a document counts as it is displayed, because it appears in the tables.
    """
    digest = blake2b(digest_size=16)
    for item in part.items:
        if isinstance(item, FileRef):
            fields = ["file", item.name, item.source, str(item.size), str(item.stamp)]
        else:
            meta = _as_json(item.meta)
            error = "" if item.error is None else str(item.error)
            fields = ["text", item.doc_id, item.source or "", item.text, meta, error]
            fields += [item.date or "", item.title or ""]
        for field in fields:
            raw = field.encode("utf-8", "surrogatepass")
            digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def to_table(items: Iterable[Item]) -> pa.Table:
    """Convert items to rows that `from_table` can read in any process that sees the same files."""
    folder = _current_folder()
    return pa.Table.from_pylist([_row(item, folder) for item in items], ITEMS)


def from_table(table: pa.Table, options: ReadOptions) -> Iterator[tuple[int, Document]]:
    """Read each document when it is requested, and yield it with the index of its row.

    A document that cannot be read is a failed one, as in `imena.corpus.files.read_paths`.
    """
    for position, row in enumerate(table.to_pylist()):
        for document in _documents(row, options):
            yield position, document


def _row(item: Item, folder: str) -> dict[str, Any]:
    if isinstance(item, FileRef):
        path = item.path if is_remote(item.path) else os.path.join(folder, item.path)  # noqa: PTH118
        return {
            "name": item.name,
            "source": item.source,
            "path": path.encode("utf-8", "surrogatepass"),
        }
    return {
        "name": item.doc_id,
        "source": item.source,
        "text": item.text.encode("utf-8", "surrogatepass"),
        "encoding": item.encoding,
        "meta": _as_json(item.meta),
        "error": _problem_as_json(item.error),
        "note": _problem_as_json(item.note),
        "date": item.date,
        "title": item.title,
    }


def _documents(row: Mapping[str, Any], options: ReadOptions) -> Iterator[Document]:
    if row["path"] is not None:
        path = row["path"].decode("utf-8", "surrogatepass")
        for document in read_item(FileRef(row["name"], path, 0, 0), options):
            yield replace(document, source=row["source"])
        return
    text = row["text"].decode("utf-8", "surrogatepass")
    meta = json.loads(row["meta"])
    problems = (_problem_from_json(row[name]) for name in ("error", "note"))
    about = (row["source"], row["encoding"], meta, *problems, row["date"], row["title"])
    yield Document(row["name"], text, *about)


def _as_json(meta: Mapping[str, Any]) -> str:
    """Write metadata as JSON; values that JSON does not have become strings, as in the tables."""
    return json.dumps(dict(meta), default=str)


def _problem_as_json(problem: Problem | None) -> str | None:
    return None if problem is None else json.dumps(problem.to_dict())


def _problem_from_json(written: str | None) -> Problem | None:
    return None if written is None else Problem.from_dict(json.loads(written))


def _current_folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109
    # it was deleted: relative paths do not exist either, and readers report that
    except FileNotFoundError:
        return ""
