"""Extract mentions from DataFrames of documents, for Spark, Ray and other engines."""

from __future__ import annotations

import json
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
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
from imena.options import DEFAULT_MODEL, ExtractOptions
from imena.run.batch import BatchTables, extract_batches
from imena.run.settings import Settings, pipeline

NAMED_FAILURES = 10
SPARK_TYPES = {pa.string(): "string", pa.int32(): "int", pa.float32(): "float"}


def _plain(columns: pa.Schema) -> pa.Schema:
    """Replace categories by strings, since categories differ between frames."""
    return pa.schema(
        [f.with_type(pa.string()) if f.type == schema.CATEGORY else f for f in columns]
    )


def _spark(columns: pa.Schema) -> str:
    """Write a schema in Spark's data definition language."""
    return ", ".join(f"`{field.name}` {SPARK_TYPES[field.type]}" for field in columns)


MENTIONS = _plain(schema.WITHOUT_ENTITIES)
DOCUMENTS = _plain(pa.schema([f for f in schema.DOCUMENTS if f.name != "duplicate_of"]))
SPARK_SCHEMA, SPARK_DOCUMENTS = _spark(MENTIONS), _spark(DOCUMENTS)


def map_batches(
    frames: Iterable[pd.DataFrame],
    *,
    model: str = DEFAULT_MODEL,
    labels: str | Collection[str] | None = None,
    spans: str = "nested",
    zones: Collection[str] | None = None,
    dictionary: str | Path | Mapping[str, Any] | Dictionary | None = None,
    text_column: str = "text",
    id_column: str | None = None,
    date_column: str | None = None,
    title_column: str | None = None,
    documents: bool = False,
) -> Iterator[pd.DataFrame]:
    """Find the mentions of each frame of documents; docs/corpora.md shows it in Spark and Ray.

    An engine cuts a corpus into frames and sends them to its workers, which call this function. The
    model is loaded once in each process.

    The result has the columns of ``mentions`` without ``entity_id`` and ``entity``, since entities
    depend on the whole corpus: ``imena.resolve(mentions, return_mentions=True)`` adds them once all
    frames are together. Categories are strings. The schemas for Spark are
    `imena.api.map_batches.SPARK_SCHEMA` and, for documents, `SPARK_DOCUMENTS`.

    Args:
        frames: DataFrames with a row for each document.
        model: the name of an installed model.
        labels: the labels of the mentions to keep, or ``"all"``; by default persons, organisations
            and places.
        spans: how mentions are marked: ``nested`` or ``flat``. The rows of ``nested`` without
            ``nested_in`` are those of ``outer``, once `imena.resolve` has seen the inner mentions.
        zones: keep only the mentions in these zones of a page.
        dictionary: your own names; pass the same to `imena.resolve`.
        text_column: the column of texts.
        id_column: the column of ids; without it ``id``, or else the index of the frame. Ids must
            be unique in the corpus. A worker sees one frame only and cannot check this, but
            `imena.resolve` can.
        date_column: the column of dates; by default looked for under its usual names.
        title_column: the column of titles; by default looked for under its usual names.
        documents: yield the table of documents instead of their mentions, to see which of them
            failed and why. It has no column ``duplicate_of``.

    Yields:
        A frame for each frame; a frame without rows for one without rows.

    Warns:
        UserWarning: some documents failed and have no mentions; the warning names them.

    Raises:
        UsageError: there is no such model, column, label, zone or way to mark mentions; or the
            index does not distinguish the documents of two frames.

    >>> import imena
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"id": ["a"], "text": ["Валерия Герасимова ждут в Баку."]})
    >>> [mentions["normal"].tolist() for mentions in imena.map_batches([frame])]
    [['Валерий Герасимов', 'Баку']]
    """
    if spans == "outer":
        raise UsageError(
            "spans cannot be 'outer' here, because entities also depend on the inner mentions: "
            "use spans='nested', call imena.resolve, and keep the rows without nested_in"
        )
    if isinstance(frames, (pd.DataFrame, Mapping)):
        raise UsageError("frames must be an iterable of DataFrames: pass a single one as [frame]")
    options = ExtractOptions(
        labels=labels,
        spans=spans,
        texts=False,
        zones=zones,
        text_column=text_column,
        id_column=id_column,
        date_column=date_column,
        title_column=title_column,
    )
    names = json.dumps(read_dictionary(dictionary).to_dict(), sort_keys=True)
    return _map(frames, options, pipeline(Settings(model, names, options)), documents)


def _map(
    frames: Iterable[pd.DataFrame], options: ExtractOptions, nlp: Language, documents: bool
) -> Iterator[pd.DataFrame]:
    n_numbered = 0  # frames whose documents have row numbers for ids
    for frame in frames:
        n_numbered += len(frame) > 0 and _has_default_index(frame, options)
        if n_numbered > 1:
            raise UsageError(
                "two frames number their documents from 0, so their ids are not unique: "
                "name a column of ids with id_column=, or give the frames one continuous index"
            )
        tables = list(_tables(frame, options, nlp))
        rows = _frame([batch.documents for batch in tables], DOCUMENTS)
        if documents:
            yield rows
        else:
            _warn_about(rows[rows["status"] == "failed"])
            yield _frame([batch.mentions for batch in tables], MENTIONS)


def _has_default_index(frame: pd.DataFrame, options: ExtractOptions) -> bool:
    """Return whether nothing but the row number identifies the documents of a frame."""
    if options.id_column is not None or ID in frame:
        return False
    return isinstance(frame.index, pd.RangeIndex) and frame.index.start == 0


def _tables(frame: pd.DataFrame, options: ExtractOptions, nlp: Language) -> Iterator[BatchTables]:
    """Extract the documents of a frame batch by batch."""
    return extract_batches(nlp, unique_ids(from_frame(frame, options)), options)


def _frame(tables: list[pa.Table], columns: pa.Schema) -> pd.DataFrame:
    """Concatenate the rows of all batches, keeping these columns."""
    plain = [table.select(columns.names).cast(columns) for table in tables]
    return schema.to_pandas(pa.concat_tables([columns.empty_table(), *plain]))


def _warn_about(failed: pd.DataFrame) -> None:
    """Warn about failed documents, if there are any."""
    if len(failed):
        shown = [f"{row.doc_id} ({row.error})" for row in failed.head(NAMED_FAILURES).itertuples()]
        rest = len(failed) - len(shown)
        warnings.warn(
            f"documents that failed and have no mentions: {len(failed)}: {'; '.join(shown)}"
            f"{f'; and {rest} more' if rest else ''}; imena.map_batches(..., documents=True) "
            "lists all of them with their errors",
            stacklevel=3,
        )
