"""Read Parquet files, one document for each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from imena.corpus.date_and_title import columns_of_date_and_title
from imena.corpus.document import Document
from imena.corpus.records import ID, check_columns, from_record
from imena.corpus.source import Source
from imena.errors import InputError
from imena.options import ReadOptions
from imena.problems import problem

ROWS = 1000  # to read at a time
# otherwise a whole row group, or the whole file, is held in memory
STREAMED = {"buffer_size": 1 << 20, "pre_buffer": False}


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """Make a document from each row. Only the columns of text, id, date and title are read.

    Raises:
        InputError: it is not a Parquet file, or there is no column of that name.
    """
    try:
        with source.open() as raw, _opened(raw) as file:
            present = file.schema_arrow.names
            check_columns(present, options)
            wanted = [c for c in (options.text_column, options.id_column or ID) if c in present]
            wanted += columns_of_date_and_title(present, options)
            number = 0
            for batch in file.iter_batches(ROWS, columns=list(dict.fromkeys(wanted))):
                for row in range(batch.num_rows):
                    number += 1
                    yield _document(batch.slice(row, 1), number, source, options)
    except (pa.ArrowException, OSError) as error:
        raise InputError(problem("parquet", error=str(error))) from None


def _opened(raw: BinaryIO) -> pq.ParquetFile:
    """Open a file and keep its strings dictionary-encoded.

    600 bytes of such a file can stand for a thousand rows of one text of a million characters.
    """
    metadata = pq.read_metadata(raw)
    leaves = [metadata.schema.column(column).path for column in range(metadata.num_columns)]
    return pq.ParquetFile(raw, metadata=metadata, read_dictionary=leaves, **STREAMED)


def _document(row: pa.RecordBatch, number: int, source: Source, options: ReadOptions) -> Document:
    name, where = f"{source.name}:{number}", f"{source.where}:{number}"
    try:
        record = row.to_pylist()[0]
    except UnicodeDecodeError as error:
        reason = problem("parquet_row", n=number, error=str(error))
        return Document(name, "", where, "utf-8", error=reason)
    return from_record(record, name, where, "utf-8", options)
