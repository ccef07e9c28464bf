"""Iterate over the documents of an extraction, each with its text and its rows.

Of tables in a folder, only a few rows are in memory at once, because all tables there follow the
order of the documents. DataFrames that were filtered or sorted are first put into that order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from imena import schema
from imena.errors import UsageError
from imena.spans import without_overlaps
from imena.tables.folder import Stored
from imena.tables.formats import NO_TEXTS

if TYPE_CHECKING:
    from imena.tables.tables import Tables

Row = dict[str, Any]

# Rows in memory at once; a text may have millions of characters.
BATCH = {
    **{"texts": 64, "documents": 1024, "entities": 1024},
    **{"mentions": 4096, "tokens": 16_384},
}
COLUMNS = {
    "texts": schema.TEXTS.names,
    "documents": ["doc_id", "source"],
    "mentions": [name for name in schema.MENTIONS.names if name != "sentence"],
    "tokens": schema.TOKENS.names,
}
ORDINAL = {"mentions": "mention_id", "tokens": "token_id"}


@dataclass(frozen=True)
class AnnotatedDocument:
    """A text and the rows of the tables that belong to it."""

    doc_id: str
    source: str | None
    text: str
    mentions: list[Row]  # without their sentences, in text order, outer mentions first
    tokens: list[Row] = field(default_factory=list)  # empty if the run made no table of tokens


def annotated_documents(tables: Tables, *, tokens: bool = False) -> Iterator[AnnotatedDocument]:
    """Yield every document that has a text and a row in ``documents``, in the order of the texts.

    Args:
        tables: of an extraction, possibly filtered.
        tokens: also return the tokens of each document, if the run made them.

    Raises:
        UsageError: the run left out the texts, or the texts and mentions belong to different runs.

    >>> import imena
    >>> tables = imena.extract({"a": "Герасимов прилетел в Баку.", "b": "Тихо."})
    >>> for document in annotated_documents(tables):
    ...     print(document.doc_id, [row["normal"] for row in document.mentions])
    a ['Герасимов', 'Баку']
    b []
    """
    if not tables.holds("texts"):
        raise UsageError(f"the tables have no texts: {NO_TEXTS}")
    names = ["documents", "mentions"]
    if tokens and tables.holds("tokens"):
        names.append("tokens")
    order = _order(tables, names)
    about = {name: _Groups(name, _rows(tables, name, order)) for name in names}
    for text in _in_batches(tables.dataset("texts"), "texts"):
        doc_id = text["doc_id"]
        found = {name: groups.take(doc_id) for name, groups in about.items()}
        if not found["documents"]:
            continue  # filtered out
        _check(text, found["mentions"])
        source = found["documents"][0]["source"]
        yield AnnotatedDocument(
            doc_id, source, text["text"], found["mentions"], found.get("tokens", [])
        )
    for groups in about.values():
        groups.check_end()


def flat(mentions: Iterable[Row]) -> list[Row]:
    """Return the outermost mentions of a document, which never overlap."""
    return without_overlaps(mentions, lambda row: (row["start"], row["end"]))


def external_ids(tables: Tables) -> dict[str, Row]:
    """Return the external ids of entities (iso, geonames, wikidata) by entity_id."""
    columns = ["entity_id", "iso", "geonames", "wikidata"]
    rows = schema.to_arrow(tables.read("entities", columns=columns), _only(columns)).to_pylist()
    return {row.pop("entity_id"): row for row in rows}


def plain_score(score: float | None) -> float | None:
    """Return a score as the shortest number that is equal to the same float32.

    >>> plain_score(0.8656602501869202)
    0.86566025
    """
    return None if score is None else float(str(np.float32(score)))


class _Groups:
    """The rows of a table grouped by document, in the order of the texts."""

    def __init__(self, name: str, rows: Iterator[Row]) -> None:
        self._name = name
        self._groups = groupby(rows, key=lambda row: str(row["doc_id"]))
        self._doc_id: str | None = None
        self._rows: Iterator[Row] = iter(())
        self._next()

    def take(self, doc_id: str) -> list[Row]:
        """Return the rows of the next document if it has this id, else an empty list."""
        if self._doc_id != doc_id:
            return []
        rows = list(self._rows)
        self._next()
        return rows

    def check_end(self) -> None:
        """Raise a UsageError if the rows of some document were not taken."""
        if self._doc_id is not None:
            raise UsageError(
                f"the {self._name} of {self._doc_id!r} do not match the order of the texts, or "
                "are of another run: run `imena extract` again"
            )

    def _next(self) -> None:
        self._doc_id, self._rows = next(self._groups, (None, iter(())))


def _order(tables: Tables, names: list[str]) -> pd.Index | None:
    """Return the doc_ids in the order of the texts; None if all tables are in a folder, in that
    order.
    """
    if all(isinstance(vars(tables)[name], Stored) for name in ("texts", *names)):
        return None
    order = pd.Index(tables.read("texts", columns=["doc_id"])["doc_id"])
    if not order.is_unique:
        twice = order[order.duplicated()][0]
        raise UsageError(f"the texts have two documents {twice!r}: make their ids different")
    return order


def _rows(tables: Tables, name: str, order: pd.Index | None) -> Iterator[Row]:
    """Yield the rows of the documents that have texts, in the order of the texts."""
    if order is None:
        # Failed documents have no text.
        failed = ds.field("status") == "failed" if name == "documents" else None
        dataset = tables.dataset(name)
        return _in_batches(dataset if failed is None else dataset.filter(~failed), name)
    rows = tables.read(name, columns=COLUMNS[name])
    document_index = order.get_indexer(rows["doc_id"])
    ordinal = rows[ORDINAL[name]] if name in ORDINAL else np.arange(len(rows))
    sorted_rows = np.lexsort((ordinal, document_index))
    kept = rows.iloc[sorted_rows[document_index[sorted_rows] >= 0]]
    return _in_batches(ds.dataset(schema.to_arrow(kept, _only(COLUMNS[name], name))), name)


def _in_batches(dataset: ds.Dataset, name: str) -> Iterator[Row]:
    batches = dataset.to_batches(
        columns=COLUMNS[name], batch_size=BATCH[name], batch_readahead=2, fragment_readahead=1
    )
    for batch in batches:
        yield from batch.to_pylist()


def _only(columns: Iterable[str], name: str = "entities") -> pa.Schema:
    """Restrict the schema of a table to some columns."""
    return pa.schema([schema.SCHEMAS[name].field(column) for column in columns])


def _check(text: Row, mentions: list[Row]) -> None:
    """Raise a UsageError unless each mention is at its offsets."""
    for row in mentions:
        if text["text"][row["start"] : row["end"]] != row["text"]:
            raise UsageError(
                f"mention {row['mention_id']} of {row['doc_id']!r}, {row['text']!r}, is not at "
                f"{row['start']}–{row['end']} of its text: use texts and mentions of one run"
            )
