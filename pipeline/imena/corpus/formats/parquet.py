"""A Parquet file in, a document a row out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from imena.corpus.document import Document
from imena.corpus.options import ReadOptions
from imena.corpus.records import ID, check_columns, from_record
from imena.corpus.source import Source
from imena.errors import InputError

ROWS = 1000  # read at a time
STREAMED = {"buffer_size": 1 << 20, "pre_buffer": False}  # else a row group, or all, is in memory


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """One row a document; only the columns of text and id are read.

    Raises:
        InputError: it is not Parquet, or there is no column of that name.
    """
    try:
        with source.open() as raw, _opened(raw) as file:
            present = file.schema_arrow.names
            check_columns(present, options)
            wanted = [c for c in (options.text_column, options.id_column or ID) if c in present]
            number = 0
            for batch in file.iter_batches(ROWS, columns=wanted):
                for row in range(batch.num_rows):
                    number += 1
                    yield _document(batch.slice(row, 1), number, source, options)
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f"not a readable Parquet file: {error}; write it again, or leave it out"
        ) from None


def _opened(raw: BinaryIO) -> pq.ParquetFile:
    """Strings stay in dictionaries, as most files have them: 600 bytes of a file can say a thousand
    rows of one text of a million characters.
    """
    metadata = pq.read_metadata(raw)
    leaves = [metadata.schema.column(place).path for place in range(metadata.num_columns)]
    return pq.ParquetFile(raw, metadata=metadata, read_dictionary=leaves, **STREAMED)


def _document(row: pa.RecordBatch, number: int, source: Source, options: ReadOptions) -> Document:
    name, where = f"{source.name}:{number}", f"{source.where}:{number}"
    try:
        record = row.to_pylist()[0]
    except UnicodeDecodeError as error:
        reason = f"row {number} is not UTF-8: {error}; write the text column again as UTF-8"
        return Document(name, "", where, "utf-8", error=reason)
    return from_record(record, name, where, "utf-8", options)
