"""Read standard input as records if it looks like them, and as one plain text otherwise."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from imena.corpus.document import Document
from imena.corpus.encoding.charset import decode_part, encoding_of
from imena.corpus.formats import delimited, jsonl, plain
from imena.corpus.readers import Reader, documents
from imena.corpus.source import Source
from imena.errors import InputError
from imena.options import ReadOptions

NAME, WHERE = "stdin", "-"
FIRST_LINE = 1_000_000  # bytes to examine


def read(options: ReadOptions) -> Iterator[Document]:
    """Read the documents of standard input through a temporary file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        with path.open("rb") as file:
            first = file.read(FIRST_LINE)
        source = Source(NAME, WHERE, lambda: path.open("rb"))
        yield from documents(source, options, reader_of(first, options))


def reader_of(raw: bytes, options: ReadOptions) -> Reader:
    """Choose a reader by the first line.

    JSON Lines if it is an object with a text, CSV if it names the text column and at least one
    other, plain text otherwise.
    """
    first = raw[:FIRST_LINE].lstrip().split(b"\n", 1)[0]
    try:
        line = decode_part(first, encoding_of(first, options.encoding), options.encoding).text
    except InputError:
        return plain.read
    line = line.strip("\ufeff\r ")
    if _is_record(line, options.text_column):
        return jsonl.read
    cells = delimited.cells_of(line, delimited.delimiter(line, options.text_column))
    return delimited.read if options.text_column in cells and len(cells) > 1 else plain.read


def _is_record(line: str, text_column: str) -> bool:
    try:
        record = json.loads(line) if line.startswith("{") else None
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and text_column in record
