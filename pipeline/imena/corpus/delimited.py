"""A CSV or TSV file in, a document a row out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain, dropwhile
from pathlib import Path

from imena.corpus.charset import REMEDY, encoding_of
from imena.corpus.document import Document
from imena.corpus.options import MAX_BYTES, ReadOptions
from imena.corpus.records import check_columns, from_record
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
        lines = dropwhile(lambda line: not line.strip(), file)
        header = next(lines, "")
        reader = csv.reader(
            chain([header], lines), delimiter=_delimiter(header, options.text_column)
        )
        rows = _rows(reader)
        columns = next(rows, [])
        if isinstance(columns, csv.Error):
            raise InputError(f"the first row, which names the columns, cannot be read: {columns}")
        if not columns:
            return
        check_columns(columns, options)
        for number, row in enumerate(rows, 2):
            where, source = f"{name}:{number}", f"{path}:{number}"
            try:
                yield _document(row, columns, where, source, encoding, options)
            except InputError as error:
                yield Document(where, "", source, encoding, error=f"row {number} {error}")


def _document(
    row: list[str] | csv.Error,
    columns: list[str],
    where: str,
    source: str,
    encoding: str,
    options: ReadOptions,
) -> Document:
    if isinstance(row, csv.Error):
        raise InputError(f"cannot be read: {row}")
    if len(row) > len(columns):
        raise InputError(
            f"has {len(row)} cells for {len(columns)} columns: "
            "put texts that hold the delimiter into quotes"
        )
    document = from_record(dict(zip(columns, row, strict=False)), where, source, encoding, options)
    if any("\udc80" <= letter <= "\udcff" for letter in document.text):
        raise InputError(f"is not {encoding}: {REMEDY}")
    return document


def _delimiter(header: str, text_column: str) -> str:
    """The delimiter that yields the text column, else the most frequent one."""
    return max(
        DELIMITERS,
        key=lambda d: (text_column in next(csv.reader([header], delimiter=d), []), header.count(d)),
    )


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """The rows that are not blank; in place of one that cannot be read, the error."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
        else:
            if row:
                yield row
