"""A corpus in, parts of it out that are worked on one by one, as tables that go to other processes.

A part names the files that are one document each, and holds the documents of containers.
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
from imena.corpus.files import Item, Sized, Unread, read_item, size_in_memory
from imena.corpus.inputs import sized_items, total_size
from imena.corpus.options import ReadOptions
from imena.storage.filesystems import is_remote

__all__ = [
    "Item",
    "Part",
    "Unread",
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
        ("name", pa.string()),  # the document's id
        ("source", pa.string()),
        (
            "path",
            pa.binary(),
        ),  # of a file that nobody has read, from the root on; may be no Unicode
        ("text", pa.binary()),  # UTF-8, in which halves of surrogate pairs may stand
        ("encoding", pa.string()),
        ("meta", pa.string()),  # JSON
        ("error", pa.string()),
        ("note", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbours in a corpus."""

    number: int  # from 0
    items: tuple[Item, ...]
    size: int  # bytes of the input; all parts together have about those of all input


def plan(docs: str | Path | Iterable[Any] | pd.DataFrame, options: ReadOptions) -> Iterator[Part]:
    """The parts of any kind of input that `imena.extract` takes, one after the other, the same each
    time.

    Raises:
        UsageError: a path does not exist, or there is no such column.
    """
    return _cut(sized_items(docs, options))


def _cut(items: Iterable[Sized]) -> Iterator[Part]:
    part: list[Item] = []
    number = size = held = 0
    for item, read in items:
        weight = item.size if isinstance(item, Unread) else size_in_memory(item)
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
    """A digest of the documents of a part, and of size and time of the files that are not read.

    Where they come from counts as it is written, since it stands in the tables.
    """
    digest = blake2b(digest_size=16)
    for item in part.items:
        if isinstance(item, Unread):
            fields = ["file", item.name, item.source, str(item.size), str(item.stamp)]
        else:
            meta = _as_json(item.meta)
            fields = ["text", item.doc_id, item.source or "", item.text, meta, item.error or ""]
        for field in fields:
            raw = field.encode("utf-8", "surrogatepass")
            digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def to_table(items: Iterable[Item]) -> pa.Table:
    """A row an item, for `from_table` in any process on any machine that sees the same files."""
    folder = _current_folder()
    return pa.Table.from_pylist([_row(item, folder) for item in items], ITEMS)


def from_table(table: pa.Table, options: ReadOptions) -> Iterator[tuple[int, Document]]:
    """Each document with the position of its row, read when it is asked for.

    What goes wrong in reading is a document that failed, as in `imena.corpus.files.read_paths`.
    """
    for position, row in enumerate(table.to_pylist()):
        for document in _documents(row, options):
            yield position, document


def _row(item: Item, folder: str) -> dict[str, Any]:
    if isinstance(item, Unread):
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
        "error": item.error,
        "note": item.note,
    }


def _documents(row: Mapping[str, Any], options: ReadOptions) -> Iterator[Document]:
    if row["path"] is not None:
        path = row["path"].decode("utf-8", "surrogatepass")
        for document in read_item(Unread(row["name"], path, 0, 0), options):
            yield replace(document, source=row["source"])
        return
    text = row["text"].decode("utf-8", "surrogatepass")
    meta = json.loads(row["meta"])
    rest = (row[name] for name in ("error", "note"))
    yield Document(row["name"], text, row["source"], row["encoding"], meta, *rest)


def _as_json(meta: Mapping[str, Any]) -> str:
    """Values that JSON does not have are written as strings, as in the table of documents."""
    return json.dumps(dict(meta), default=str)


def _current_folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109
    except FileNotFoundError:  # it is gone: paths that begin there lead nowhere, and readers say so
        return ""
