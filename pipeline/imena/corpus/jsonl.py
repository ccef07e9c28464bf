"""A JSON Lines file in, a document a line out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from imena.corpus.charset import decode, encoding_of
from imena.corpus.document import Document
from imena.corpus.options import MAX_BYTES, ReadOptions
from imena.corpus.records import from_record
from imena.errors import InputError


def read(path: Path, name: str, options: ReadOptions) -> Iterator[Document]:
    """One object a line; a line that is none is a failed document, and the next line is read."""
    with path.open("rb") as file:
        encoding = encoding_of(file.read(4), options.encoding)
        if encoding.startswith(("utf-16", "utf-32")):
            raise InputError("JSON Lines must be UTF-8 or an 8-bit encoding: convert the file")
        file.seek(0)
        for number, (raw, size) in enumerate(_lines(file, MAX_BYTES), 1):
            where, source = f"{name}:{number}", f"{path}:{number}"
            try:
                if size > len(raw):
                    raise InputError(
                        f"line {number} has {size:,} bytes, over the limit of {MAX_BYTES:,}: "
                        "split it into documents"
                    )
                if raw.strip(b"\xef\xbb\xbf \t\r\n"):
                    yield _document(raw, where, source, number, encoding, options)
            except InputError as error:
                yield Document(where, "", source, encoding, error=str(error))


def _document(
    raw: bytes, where: str, source: str, number: int, encoding: str, options: ReadOptions
) -> Document:
    text, _ = decode(raw.removeprefix(b"\xef\xbb\xbf"), encoding.removesuffix("-sig"))
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"line {number} is not JSON: {error.msg} at column {error.colno}"
        ) from None
    except (ValueError, RecursionError) as error:  # a number too long, a nesting too deep
        raise InputError(f"line {number} cannot be read as JSON: {error}") from None
    if not isinstance(record, dict):
        raise InputError(
            f'line {number} is not an object: write it as {{"text": "…"}}, perhaps with an "id"'
        )
    return from_record(record, where, source, encoding, options)


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[bytes, int]]:
    """Each line, cut at ``limit`` bytes, and its full size."""
    while line := file.readline(limit):
        size = len(line)
        while not line.endswith(b"\n") and (rest := file.readline(limit)):
            size += len(rest)
            if rest.endswith(b"\n"):
                break
        yield line, size
