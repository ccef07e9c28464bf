"""A CSV or TSV file in, a document a row out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, dropwhile

from imena.corpus.document import Document
from imena.corpus.encoding.charset import Decoded, decode_part, encoding_of_file, repaired
from imena.corpus.options import MAX_BYTES, ReadOptions
from imena.corpus.records import check_columns, from_record
from imena.corpus.source import Source
from imena.errors import InputError

DELIMITERS = ",;\t|"  # Excel writes a semicolon where the comma is the decimal sign


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """One row a document; the first row names the columns.

    A row whose bytes are not in the file's encoding is decoded by itself.

    Raises:
        InputError: there is no column of that name.
    """
    csv.field_size_limit(MAX_BYTES)
    with source.open() as raw:
        encoding = encoding_of_file(raw, options.encoding)
        # What an 8-bit encoding lacks is kept, to be decoded by itself; UTF-16 has no such way.
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        file = io.TextIOWrapper(raw, encoding, errors, newline="")
        lines = dropwhile(lambda line: not line.strip(), file)
        header = next(lines, "").removeprefix("\ufeff")
        reader = csv.reader(
            chain([header], lines), delimiter=delimiter(header, options.text_column)
        )
        rows = _rows(reader)
        columns = next(rows, [])
        if isinstance(columns, csv.Error):
            raise InputError(
                f"the first row, which names the columns, cannot be read: {columns}; "
                "save the table as CSV again"
            )
        if not columns:
            return
        check_columns(columns, options)
        for number, row in enumerate(rows, 2):
            name, where = f"{source.name}:{number}", f"{source.where}:{number}"
            try:
                yield _document(row, columns, name, where, encoding, options)
            except InputError as error:
                yield Document(name, "", where, encoding, error=f"row {number} {error}")


def _document(
    row: list[str] | csv.Error,
    columns: list[str],
    name: str,
    where: str,
    encoding: str,
    options: ReadOptions,
) -> Document:
    if isinstance(row, csv.Error):
        raise InputError(f"cannot be read: {row}; put its texts into quotes")
    if len(row) > len(columns):
        raise InputError(
            f"has {len(row)} cells for {len(columns)} columns: "
            "put texts that hold the delimiter into quotes"
        )
    cells = [_decoded(cell, encoding, options.encoding) for cell in row]
    record = {column: cell.text for column, cell in zip(columns, cells, strict=False)}
    document = from_record(record, name, where, encoding, options)
    for column, cell in zip(columns, cells, strict=False):
        if column == options.text_column:
            return replace(document, encoding=cell.encoding, note=document.note or cell.note)
    return document


def _decoded(cell: str, encoding: str, asked: str | None) -> Decoded:
    """The cell; what of it was not in the file's encoding is decoded anew."""
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError:
        return decode_part(cell.encode(encoding, "surrogateescape"), encoding, asked)
    found = Decoded(cell, encoding)
    return repaired(found) if asked is None and encoding.startswith("utf-8") else found


def delimiter(header: str, text_column: str) -> str:
    """The delimiter that yields the text column, else the most frequent one."""
    return max(DELIMITERS, key=lambda d: (text_column in cells_of(header, d), header.count(d)))


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of a line; none where it is no row."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


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
