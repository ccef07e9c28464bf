"""A CSV or TSV file in, a document a row out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from imena.corpus.charset import REMEDY, encoding_of
from imena.corpus.document import Document
from imena.corpus.options import MAX_BYTES, ReadOptions
from imena.corpus.records import from_record, missing_column
from imena.errors import InputError

DELIMITERS = ",;\t|"  # Excel writes a semicolon where the comma is the decimal sign


def read(path: Path, name: str, options: ReadOptions) -> Iterator[Document]:
    """One row a document; the first row names the columns.

    A row whose bytes are not in the file's encoding is a failed document, and the next is read.

    Raises:
        InputError: there is no column of that name.
    """
    with path.open("rb") as head:
        encoding = encoding_of(head.read(4), options.encoding)
    csv.field_size_limit(MAX_BYTES)
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        header = file.readline()
        delimiter = _delimiter(header, options.text_column)
        columns = next(csv.reader([header], delimiter=delimiter), [])
        if not columns:
            return
        if options.text_column not in columns:
            raise InputError(missing_column(options.text_column, columns))
        for number, row in enumerate(_rows(file, columns, delimiter), 2):
            where, source = f"{name}:{number}", f"{path}:{number}"
            if isinstance(row, csv.Error):
                yield Document(where, "", source, encoding, error=f"row {number}: {row}")
                continue
            document = from_record(row, where, source, encoding, options)
            if any("\udc80" <= letter <= "\udcff" for letter in document.text):
                error = f"row {number} is not {encoding}: {REMEDY}"
                yield Document(document.doc_id, "", source, encoding, error=error)
            else:
                yield document


def _delimiter(header: str, text_column: str) -> str:
    """The delimiter that yields the text column, else the most frequent one."""
    return max(
        DELIMITERS,
        key=lambda d: (text_column in next(csv.reader([header], delimiter=d), []), header.count(d)),
    )


def _rows(file: Iterator[str], columns: list[str], delimiter: str) -> Iterator[dict | csv.Error]:
    reader = csv.reader(file, delimiter=delimiter)
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
            continue
        if values:
            yield dict(zip(columns, values, strict=False))
