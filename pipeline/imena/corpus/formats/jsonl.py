"""A JSON Lines file in, a document a line out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from imena.corpus.document import Document
from imena.corpus.encoding.charset import decode_part, encoding_of_file
from imena.corpus.options import MAX_BYTES, ReadOptions
from imena.corpus.records import from_record
from imena.corpus.source import Source
from imena.errors import InputError


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """One object a line; a line that is none is a failed document, and the next line is read."""
    with source.open() as file:
        encoding = encoding_of_file(file, options.encoding)
        if encoding.startswith(("utf-16", "utf-32")):
            raise InputError("JSON Lines must be UTF-8 or an 8-bit encoding: convert the file")
        for number, (raw, size) in enumerate(_lines(file, MAX_BYTES), 1):
            name, where = f"{source.name}:{number}", f"{source.where}:{number}"
            try:
                if size > len(raw):
                    raise InputError(
                        f"line {number} has {size:,} bytes, over the limit of {MAX_BYTES:,}: "
                        "split it into documents"
                    )
                if raw.strip(b"\xef\xbb\xbf \t\r\n"):
                    yield _document(raw, name, where, number, encoding, options)
            except InputError as error:
                yield Document(name, "", where, encoding, error=str(error))


def _document(
    raw: bytes, name: str, where: str, number: int, encoding: str, options: ReadOptions
) -> Document:
    found = decode_part(raw, encoding, options.encoding)
    record = _parse(found.text.removeprefix("\ufeff"), number)
    document = from_record(record, name, where, found.encoding, options)
    return replace(document, note=document.note or found.note)


def _parse(line: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"line {number} is not JSON: {error.msg} at column {error.colno}; "
            'write it as {"text": "…"}'
        ) from None
    except (ValueError, RecursionError) as error:  # a number too long, a nesting too deep
        raise InputError(
            f"line {number} cannot be read as JSON: {error}; leave that value out"
        ) from None
    if not isinstance(record, dict):
        raise InputError(
            f'line {number} is not an object: write it as {{"text": "…"}}, perhaps with an "id"'
        )
    return record


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[bytes, int]]:
    """Each line, cut at ``limit`` bytes, and its full size."""
    while line := file.readline(limit):
        size = len(line)
        while not line.endswith(b"\n") and (rest := file.readline(limit)):
            size += len(rest)
            if rest.endswith(b"\n"):
                break
        yield line, size
