"""A plain text file in, one document out."""

from __future__ import annotations

from collections.abc import Iterator

from imena.corpus.document import Document
from imena.corpus.encoding.charset import decode
from imena.corpus.options import ReadOptions
from imena.corpus.source import Source


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """The whole file is one text.

    Raises:
        InputError: it is not text, or too long to be one.
    """
    text, encoding, note = decode(source.read(), options.encoding)
    yield Document(source.name, text, source.where, encoding, note=note)
