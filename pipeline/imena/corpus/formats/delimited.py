"""Read CSV and TSV files, one document for each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, dropwhile

from imena.corpus.document import Document
from imena.corpus.encoding.charset import Decoded, decode_part, encoding_of_file, repaired
from imena.corpus.records import check_columns, from_record
from imena.corpus.source import MAX_BYTES, Source
from imena.errors import InputError
from imena.options import ReadOptions
from imena.problems import problem

DELIMITERS = ",;\t|"  # Excel writes semicolons where the comma is the decimal separator


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """Make a document from each row; the first row names the columns.

    A row whose bytes are invalid in the encoding of the file is decoded on its own.

    Raises:
        InputError: there is no column of that name.
    """
    csv.field_size_limit(MAX_BYTES)
    with source.open() as raw:
        encoding = encoding_of_file(raw, options.encoding)
        # Invalid bytes are kept, to be decoded on their own; this is not possible in UTF-16.
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
            raise InputError(problem("csv_head", error=str(columns)))
        if not columns:
            return
        check_columns(columns, options)
        for number, row in enumerate(rows, 2):
            name, where = f"{source.name}:{number}", f"{source.where}:{number}"
            try:
                yield _document(
                    _checked_row(row, number, columns), columns, name, where, encoding, options
                )
            except InputError as error:
                yield Document(name, "", where, encoding, error=error.problem)


def _checked_row(row: list[str] | csv.Error, number: int, columns: list[str]) -> list[str]:
    """Return a row that can be read; raise an InputError otherwise."""
    if isinstance(row, csv.Error):
        raise InputError(problem("csv_row", n=number, error=str(row)))
    if len(row) > len(columns):
        cells = {"cells": len(row), "columns": len(columns)}
        raise InputError(problem("csv_cells", n=number, **cells))
    return row


def _document(
    row: list[str],
    columns: list[str],
    name: str,
    where: str,
    encoding: str,
    options: ReadOptions,
) -> Document:
    cells = [_decoded(cell, encoding, options.encoding) for cell in row]
    record = {column: cell.text for column, cell in zip(columns, cells, strict=False)}
    document = from_record(record, name, where, encoding, options)
    for column, cell in zip(columns, cells, strict=False):
        if column == options.text_column:
            return replace(document, encoding=cell.encoding, note=document.note or cell.note)
    return document


def _decoded(cell: str, encoding: str, asked: str | None) -> Decoded:
    """Decode the bytes of a cell that are invalid in the encoding of the file."""
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError:
        return decode_part(cell.encode(encoding, "surrogateescape"), encoding, asked)
    decoded = Decoded(cell, encoding)
    return repaired(decoded) if asked is None and encoding.startswith("utf-8") else decoded


def delimiter(header: str, text_column: str) -> str:
    """Return the delimiter that yields the text column, or else the most frequent one."""
    return max(DELIMITERS, key=lambda d: (text_column in cells_of(header, d), header.count(d)))


def cells_of(line: str, delimiter: str) -> list[str]:
    """Split a line into cells; return an empty list if it is not a row."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """Yield the rows that are not blank, and the error in place of a row that cannot be read."""
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
