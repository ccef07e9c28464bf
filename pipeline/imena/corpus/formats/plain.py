"""Read plain text files."""

from __future__ import annotations

from collections.abc import Iterator

from imena.corpus.document import Document
from imena.corpus.encoding.charset import decode
from imena.corpus.source import Source
from imena.options import ReadOptions


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """Read the whole file as one text.

    Raises:
        InputError: it is not text, or it is too long.
    """
    text, encoding, note = decode(source.read(), options.encoding)
    yield Document(source.name, text, source.where, encoding, note=note)
