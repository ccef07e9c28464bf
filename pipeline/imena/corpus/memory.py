"""Make documents from texts, pairs and DataFrames in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from imena.corpus.date_and_title import with_date_and_title
from imena.corpus.document import Document
from imena.corpus.records import ID, missing_column, named_columns
from imena.errors import UsageError
from imena.options import ReadOptions
from imena.problems import problem

NO_OPTIONS = ReadOptions()


def from_frame(frame: pd.DataFrame, options: ReadOptions) -> Iterator[Document]:
    """Make a document from each row of a DataFrame; without an id column, the index holds the ids.

    Raises:
        UsageError: there is no column of that name.
    """
    for column, option in named_columns(options):
        if column not in frame:
            raise UsageError(missing_column(column, [str(name) for name in frame], option))
    id_column = options.id_column or (ID if ID in frame else None)
    ids = frame.index if id_column is None else frame[id_column]
    meta = frame.drop(columns=[options.text_column, *([id_column] if id_column else [])])
    records = meta.to_dict("records") if len(meta.columns) else [{}] * len(frame)
    cells = zip(ids, frame[options.text_column], records, strict=True)
    for number, (doc_id, text, rest) in enumerate(cells):
        document = _document(_id(doc_id, number), text, rest)
        yield with_date_and_title(document, options)


def _id(value: Any, number: int) -> str:
    """Convert a cell to an id: no decimal point for whole numbers, the row number for missing
    values.
    """
    if pd.isna(value):
        return str(number)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def from_texts(texts: Iterable[Any]) -> Iterator[Document]:
    """Make documents from texts or (id, text) pairs; the id of a bare text is its index, from 0."""
    for number, item in enumerate(texts):
        if isinstance(item, Document):
            yield with_date_and_title(item, NO_OPTIONS)
        elif isinstance(item, (tuple, list)) and len(item) == 2:
            yield _document(str(item[0]), item[1], {})
        else:
            yield _document(str(number), item, {})


def _document(doc_id: str, text: Any, meta: dict[Any, Any]) -> Document:
    names = {str(key): value for key, value in meta.items()}
    if isinstance(text, str):
        return Document(doc_id, str(text), meta=names)
    if pd.api.types.is_scalar(text) and pd.isna(text):
        return Document(doc_id, "", meta=names)
    return Document(doc_id, "", meta=names, error=problem("no_str", type=type(text).__name__))
