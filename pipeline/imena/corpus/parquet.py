"""A Parquet file in, a document a row out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from imena.corpus.document import Document
from imena.corpus.options import ReadOptions
from imena.corpus.records import from_record, missing_column
from imena.errors import InputError

ROWS = 1000  # read at a time


def read(path: Path, name: str, options: ReadOptions) -> Iterator[Document]:
    """One row a document; all columns but text and id are its meta.

    Raises:
        InputError: it is not Parquet, or there is no column of that name.
    """
    try:
        with pq.ParquetFile(path) as file:
            columns = file.schema_arrow.names
            if options.text_column not in columns:
                raise InputError(missing_column(options.text_column, columns))
            number = 0
            for batch in file.iter_batches(ROWS):
                for record in batch.to_pylist():
                    number += 1
                    where, source = f"{name}:{number}", f"{path}:{number}"
                    yield from_record(record, where, source, "utf-8", options)
    except pa.ArrowException as error:
        raise InputError(f"not a readable Parquet file: {error}") from None
