"""A plain text file in, one document out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from imena.corpus.charset import decode
from imena.corpus.document import Document
from imena.corpus.options import MAX_BYTES, ReadOptions
from imena.errors import InputError


def read(path: Path, name: str, options: ReadOptions) -> Iterator[Document]:
    """The whole file is one text.

    Raises:
        InputError: it is not text, or too long to be one.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InputError(
            f"{size:,} bytes in one text, over the limit of {MAX_BYTES:,}: split it into documents"
        )
    yield from_bytes(path.read_bytes(), name, str(path), options)


def from_bytes(raw: bytes, name: str, source: str, options: ReadOptions) -> Document:
    """One document from the bytes of a file or of standard input."""
    text, encoding = decode(raw, options.encoding)
    return Document(name, text, source, encoding)
