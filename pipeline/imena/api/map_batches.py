"""Frames of documents in, frames of mentions out: for Spark, Ray and any other engine.

An engine cuts a corpus into frames and hands them to its workers; each worker calls `map_batches`.
Who is who is a matter of the whole corpus: `imena.resolve` says it of all mentions together.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from spacy.language import Language

from imena import schema
from imena.corpus.files import unique_ids
from imena.corpus.memory import from_frame
from imena.corpus.records import ID
from imena.dictionary.dictionary import Dictionary, read_dictionary
from imena.errors import UsageError
from imena.options import DEFAULT_MODEL, DEFAULT_SPANS, check_spans, check_zones
from imena.run.batch import BatchTables, batches, extract_batch
from imena.run.settings import Settings, pipeline

NAMED_FAILURES = 10
SPARK_TYPES = {pa.string(): "string", pa.int32(): "int", pa.float32(): "float"}


def _plain(columns: pa.Schema) -> pa.Schema:
    """The schema with strings for categories, which differ from frame to frame."""
    return pa.schema(
        [f.with_type(pa.string()) if f.type == schema.CATEGORY else f for f in columns]
    )


def _spark(columns: pa.Schema) -> str:
    """The schema in Spark's data definition language."""
    return ", ".join(f"`{field.name}` {SPARK_TYPES[field.type]}" for field in columns)


MENTIONS = _plain(schema.WITHOUT_ENTITIES)
DOCUMENTS = _plain(pa.schema([f for f in schema.DOCUMENTS if f.name != "duplicate_of"]))
SPARK_SCHEMA, SPARK_DOCUMENTS = _spark(MENTIONS), _spark(DOCUMENTS)


def map_batches(
    frames: Iterable[pd.DataFrame],
    *,
    model: str = DEFAULT_MODEL,
    spans: str = DEFAULT_SPANS,
    zones: Iterable[str] | None = None,
    dictionary: str | Path | Mapping[str, Any] | Dictionary | None = None,
    text_column: str = "text",
    id_column: str | None = None,
    documents: bool = False,
) -> Iterator[pd.DataFrame]:
    """Find the mentions of each frame of documents; docs/corpora.md has it in Spark and Ray.

    The columns are those of ``mentions`` without ``entity_id`` and ``entity``, which
    ``imena.resolve(mentions, return_mentions=True)`` adds when all frames are together. Categories
    are strings. Spark is told the columns by `imena.api.map_batches.SPARK_SCHEMA`, and those of documents
    by `imena.api.map_batches.SPARK_DOCUMENTS`.

    The model is loaded once a process.

    Args:
        frames: DataFrames with a row a document.
        model: the name of an installed model.
        spans: how to draw mentions: ``nested`` or ``flat``. Those of ``outer`` are the rows of
            ``nested`` where ``nested_in`` is null, once `imena.resolve` has seen the others too.
        zones: keep the mentions in these zones of a page only.
        dictionary: your own names; give the same to `imena.resolve`.
        text_column: the column of texts.
        id_column: the column of ids; without it ``id`` where there is one, else the frame's index.
            Ids are to be unique in the corpus, which nobody sees who sees only a frame:
            `imena.resolve` raises an error if they are not.
        documents: yield the table of documents in place of their mentions, without
            ``duplicate_of``: which of them failed, and why.

    Yields:
        A frame for each frame; of one without rows, a frame without rows.

    Warns:
        UserWarning: documents failed, and have no mentions therefore; the warning has their ids.

    Raises:
        UsageError: there is no such model, column, zone or way to draw mentions; or the index
            cannot tell the documents of two frames apart.

    >>> import imena
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"id": ["a"], "text": ["Валерия Герасимова ждут в Баку."]})
    >>> [mentions["normal"].tolist() for mentions in imena.map_batches([frame])]
    [['Валерий Герасимов', 'Баку']]
    """
    if spans == "outer":
        raise UsageError(
            "spans cannot be 'outer' here, since the mentions inside say whose the outer ones are: "
            "map with spans='nested', call imena.resolve, and keep the rows without nested_in"
        )
    if isinstance(frames, (pd.DataFrame, Mapping)):
        raise UsageError("frames are an iterator of DataFrames: pass a single one as [frame]")
    check_spans(spans)
    kept = check_zones(zones)
    names = json.dumps(read_dictionary(dictionary).to_dict(), sort_keys=True)
    settings = Settings(
        model=model,
        spans=spans,
        texts=False,
        tokens=False,
        zones=None if kept is None else tuple(sorted(kept)),
        duplicates=False,
        dictionary=names,
        text_column=text_column,
        id_column=id_column,
        encoding=None,
    )
    return _map(frames, settings, pipeline(settings), documents)


def _map(
    frames: Iterable[pd.DataFrame], settings: Settings, nlp: Language, documents: bool
) -> Iterator[pd.DataFrame]:
    numbered = 0  # frames whose documents are only numbered, from 0
    for frame in frames:
        numbered += len(frame) > 0 and _only_numbered(frame, settings)
        if numbered > 1:
            raise UsageError(
                "two frames number their documents from 0, so that two documents have one id: "
                "name a column of ids with id_column=, or give the frames one index"
            )
        found = list(_tables(frame, settings, nlp))
        read = _frame([tables.documents for tables in found], DOCUMENTS)
        if documents:
            yield read
        else:
            _warn_of(read[read["status"] == "failed"])
            yield _frame([tables.mentions for tables in found], MENTIONS)


def _only_numbered(frame: pd.DataFrame, settings: Settings) -> bool:
    """Whether the documents are named by nothing but their place in the frame."""
    if settings.id_column is not None or ID in frame:
        return False
    return isinstance(frame.index, pd.RangeIndex) and frame.index.start == 0


def _tables(frame: pd.DataFrame, settings: Settings, nlp: Language) -> Iterator[BatchTables]:
    """The tables of each batch of a frame's documents."""
    for batch in batches(unique_ids(from_frame(frame, settings.read_options))):
        yield extract_batch(nlp, batch, spans=settings.spans, zones=settings.zones)


def _frame(tables: list[pa.Table], columns: pa.Schema) -> pd.DataFrame:
    """The rows of all batches, with these columns only."""
    plain = [table.select(columns.names).cast(columns) for table in tables]
    return schema.to_pandas(pa.concat_tables([columns.empty_table(), *plain]))


def _warn_of(failed: pd.DataFrame) -> None:
    """Say which documents failed, if any did."""
    if len(failed):
        shown = [f"{row.doc_id} ({row.error})" for row in failed.head(NAMED_FAILURES).itertuples()]
        rest = len(failed) - len(shown)
        warnings.warn(
            f"documents that failed and have no mentions: {len(failed)}: {'; '.join(shown)}"
            f"{f'; and {rest} more' if rest else ''}; all of them with their errors: "
            "imena.map_batches(..., documents=True)",
            stacklevel=3,
        )
