"""Process the items of a part batch by batch, and find documents that kill their worker.

After two workers died at a batch, its documents are processed one by one. A document that kills two
more workers becomes a failed one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from imena.corpus.document import Document
from imena.corpus.parts import from_table
from imena.options import ReadOptions
from imena.problems import problem
from imena.run.batch import BATCH_DOCUMENTS, BatchTables, batches, extract_batch
from imena.run.digest import InputDigest
from imena.run.journal import WRITING, Journal
from imena.run.settings import Settings, pipeline

MAX_DEATHS = 2


def tables_of(
    items: pa.Table, settings: Settings, journal: Journal, digest: InputDigest
) -> Iterator[tuple[list[Document], BatchTables]]:
    """Yield the documents and tables of each batch; a document that killed two workers fails."""
    nlp = pipeline(settings)
    counts = {"share": 0.0, "documents": 0, "characters": 0, "mentions": 0, "failed": 0}

    def extracted(batch: list[Document]) -> tuple[list[Document], BatchTables]:
        tables = extract_batch(nlp, batch, settings.options)
        for document in batch:
            digest.add(document)
        counts["documents"] += len(batch)
        counts["characters"] += sum(len(document.text) for document in batch)
        counts["mentions"] += tables.mentions.num_rows
        counts["failed"] += tables.documents.column("status").to_pylist().count("failed")
        return batch, tables

    position, stream = 0, None
    while position < items.num_rows:
        if journal.deaths(_from(position)) < MAX_DEATHS:
            counts["share"] = position / items.num_rows
            journal.at(_from(position), counts)
            stream = stream or _Stream(items, position, settings.options)
            batch, position = stream.next()
            yield extracted(batch)
            continue
        last, stream = min(position + BATCH_DOCUMENTS + 1, items.num_rows), None
        for index in range(position, last):
            item = items.slice(index, 1)
            if journal.deaths(_only(index)) < MAX_DEATHS:
                journal.at(_only(index), counts)
                read = [document for _, document in from_table(item, settings.options)]
            else:
                read = [_killed(item)]
            yield extracted(read)
        position = last
    journal.at(WRITING, counts)


class _Stream:
    """The batches of a part from a given item on."""

    def __init__(self, items: pa.Table, start: int, options: ReadOptions) -> None:
        self._positions: list[int] = []  # indices of the items that the documents came from
        self._end, self._given = items.num_rows, 0
        self._batches = batches(self._read(items, start, options))

    def next(self) -> tuple[list[Document], int]:
        """Return a batch, and the index of the first item after it."""
        batch = next(self._batches, [])
        self._given += len(batch)
        rest = self._positions[self._given :]
        return batch, rest[0] if rest else self._end

    def _read(self, items: pa.Table, start: int, options: ReadOptions) -> Iterator[Document]:
        for position, document in from_table(items.slice(start), options):
            self._positions.append(start + position)
            yield document


def _from(position: int) -> str:
    return f"from item {position}"


def _only(position: int) -> str:
    return f"item {position} alone"


def _killed(item: pa.Table) -> Document:
    """Make a failed document that is not processed again."""
    (row,) = item.select(["name", "source"]).to_pylist()
    return Document(row["name"], "", row["source"], error=problem("killed"))
