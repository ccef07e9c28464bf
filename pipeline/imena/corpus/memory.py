"""Texts, pairs and DataFrames in memory in, documents out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from imena.corpus.document import Document
from imena.corpus.options import ReadOptions
from imena.corpus.records import ID, missing_column
from imena.errors import UsageError


def from_frame(frame: pd.DataFrame, options: ReadOptions) -> Iterator[Document]:
    """One row a document; without a column of ids the index names them.

    Raises:
        UsageError: there is no column of that name.
    """
    for column, option in ((options.text_column, "text"), (options.id_column, "id")):
        if column is not None and column not in frame:
            raise UsageError(missing_column(column, [str(name) for name in frame], option))
    id_column = options.id_column or (ID if ID in frame else None)
    ids = frame.index if id_column is None else frame[id_column]
    meta = frame.drop(columns=[options.text_column, *([id_column] if id_column else [])])
    records = meta.to_dict("records") if len(meta.columns) else [{}] * len(frame)
    cells = zip(ids, frame[options.text_column], records, strict=True)
    for number, (doc_id, text, rest) in enumerate(cells):
        yield _document(_id(doc_id, number), text, rest)


def _id(value: Any, number: int) -> str:
    """A cell as an id: whole numbers without a fraction, the row's number where it is empty."""
    if pd.isna(value):
        return str(number)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def from_texts(texts: Iterable[Any]) -> Iterator[Document]:
    """Texts, or (id, text) pairs; a text without an id is named by its position, from 0."""
    for number, item in enumerate(texts):
        if isinstance(item, Document):
            yield item
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
    return Document(doc_id, "", meta=names, error=f"a {type(text).__name__}, not text")
