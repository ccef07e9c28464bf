"""Read the text layer of PDF files as running text."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from imena.corpus.document import Document
from imena.corpus.extras import require, silenced
from imena.corpus.source import Source
from imena.errors import ImenaError, InputError
from imena.layout.reflow import reflow
from imena.options import ReadOptions
from imena.problems import problem

MAX_FILE = 200_000_000  # bytes, including images
MAX_PAGES = 20_000


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """Read the file as one text. Offsets refer to this text.

    Raises:
        MissingExtraError: pypdf is not installed.
        InputError: it is not a PDF, is encrypted, or has no text.
    """
    require(".pdf")
    raw = source.read(MAX_FILE)
    try:
        with silenced("pypdf"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pages, meta = _read(BytesIO(raw))
    except (ImenaError, MemoryError):
        raise
    except Exception as error:  # pypdf raises KeyError, RecursionError, zlib.error and others
        raise InputError(problem("pdf", error=str(error) or type(error).__name__)) from None
    blank = sum(not page.strip() for page in pages)
    if blank == len(pages):
        raise InputError(problem("pdf_pictures"))
    note = problem("pdf_blank", blank=blank, n=len(pages)) if blank else None
    yield Document(source.name, reflow(pages), source.where, meta=meta, note=note)


def _read(file: BytesIO) -> tuple[list[str], dict[str, str]]:
    """Return the text of each page and the metadata of the file."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(file)
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(problem("pdf_locked"))
    except DependencyError:
        raise InputError(problem("pdf_locked_or")) from None
    if len(reader.pages) > MAX_PAGES:
        raise InputError(problem("pdf_pages", n=len(reader.pages), limit=MAX_PAGES))
    return [page.extract_text() for page in reader.pages], _meta(reader)


def _meta(reader: Any) -> dict[str, str]:
    """Return title, author and date. Broken metadata must not lose a readable text."""
    try:
        about = reader.metadata
        date = about.creation_date if about else None
        fields = {"title": about.title, "author": about.author} if about else {}
        fields["date"] = date.date().isoformat() if date else ""
    except Exception:
        return {}
    return {name: value for name, value in fields.items() if isinstance(value, str) and value}
