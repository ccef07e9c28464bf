"""Read JSON Lines files, one document for each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from imena.corpus.document import Document
from imena.corpus.encoding.charset import decode_part, encoding_of_file
from imena.corpus.records import from_record
from imena.corpus.source import MAX_BYTES, Source
from imena.errors import InputError
from imena.options import ReadOptions
from imena.problems import problem


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """Make a document from each line. A broken line is a failed document; reading continues after
    it.
    """
    with source.open() as file:
        encoding = encoding_of_file(file, options.encoding)
        if encoding.startswith(("utf-16", "utf-32")):
            raise InputError(problem("json_encoding"))
        for number, (raw, size) in enumerate(_lines(file, MAX_BYTES), 1):
            name, where = f"{source.name}:{number}", f"{source.where}:{number}"
            try:
                if size > len(raw):
                    raise InputError(problem("json_line", n=number, size=size, limit=MAX_BYTES))
                if raw.strip(b"\xef\xbb\xbf \t\r\n"):
                    yield _document(raw, name, where, number, encoding, options)
            except InputError as error:
                yield Document(name, "", where, encoding, error=error.problem)


def _document(
    raw: bytes, name: str, where: str, number: int, encoding: str, options: ReadOptions
) -> Document:
    decoded = decode_part(raw, encoding, options.encoding)
    record = _parse(decoded.text.removeprefix("\ufeff"), number)
    document = from_record(record, name, where, decoded.encoding, options)
    return replace(document, note=document.note or decoded.note)


def _parse(line: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line.rstrip())
    except json.JSONDecodeError as error:
        reason = f"{error.msg.removesuffix(' at')} at column {error.colno}"
        raise InputError(problem("json", n=number, error=reason)) from None
    # a number with too many digits, or values nested too deeply
    except (ValueError, RecursionError) as error:
        raise InputError(problem("json_value", n=number, error=str(error))) from None
    if not isinstance(record, dict):
        raise InputError(problem("json_object", n=number))
    return record


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[bytes, int]]:
    """Yield each line, cut at ``limit`` bytes, and its full size in bytes."""
    while line := file.readline(limit):
        size = len(line)
        while not line.endswith(b"\n") and (rest := file.readline(limit)):
            size += len(rest)
            if rest.endswith(b"\n"):
                break
        yield line, size
