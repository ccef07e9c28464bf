"""A Parquet file in, a document a row out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from imena.corpus.document import Document
from imena.corpus.options import ReadOptions
from imena.corpus.records import ID, check_columns, from_record
from imena.errors import InputError

ROWS = 1000  # read at a time


def read(path: Path, name: str, options: ReadOptions) -> Iterator[Document]:
    """One row a document; only the columns of text and id are read.

    Raises:
        InputError: it is not Parquet, or there is no column of that name.
    """
    try:
        with pq.ParquetFile(path) as file:
            present = file.schema_arrow.names
            check_columns(present, options)
            wanted = [c for c in (options.text_column, options.id_column or ID) if c in present]
            number = 0
            for batch in file.iter_batches(ROWS, columns=wanted):
                for row in range(batch.num_rows):
                    number += 1
                    where, source = f"{name}:{number}", f"{path}:{number}"
                    try:
                        record = batch.slice(row, 1).to_pylist()[0]
                    except UnicodeDecodeError as error:
                        reason = f"row {number} is not UTF-8: {error}"
                        yield Document(where, "", source, "utf-8", error=reason)
                    else:
                        yield from_record(record, where, source, "utf-8", options)
    except pa.ArrowException as error:
        raise InputError(f"not a readable Parquet file: {error}") from None
