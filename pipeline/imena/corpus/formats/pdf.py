"""A PDF file in, the text of its pages out, as running text: see `imena.layout.reflow`."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from imena.corpus.document import Document
from imena.corpus.extras import require, silenced
from imena.corpus.options import ReadOptions
from imena.corpus.source import Source
from imena.errors import ImenaError, InputError
from imena.layout.reflow import reflow

MAX_FILE = 200_000_000  # bytes: with its pictures
MAX_PAGES = 20_000
NO_TEXT = (
    "this PDF has no text layer: it is pictures of pages; run OCR on it (e.g. ocrmypdf -l rus)"
)
LOCKED = "encrypted: save it without its password"


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """One text a file. Offsets are those of this text.

    Raises:
        MissingExtraError: pypdf is not installed.
        InputError: it is no PDF, is encrypted, or has no text.
    """
    require(".pdf")
    raw = source.read(MAX_FILE)
    try:
        with silenced("pypdf"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pages, meta = _read(BytesIO(raw))
    except (ImenaError, MemoryError):
        raise
    except Exception as error:  # pypdf raises what it meets: KeyError, RecursionError, zlib.error
        raise InputError(
            f"not a readable PDF: {error or type(error).__name__}; print it to a new PDF"
        ) from None
    blank = sum(not page.strip() for page in pages)
    if blank == len(pages):
        raise InputError(NO_TEXT)
    note = f"{blank} of {len(pages)} pages have no text layer" if blank else None
    yield Document(source.name, reflow(pages), source.where, meta=meta, note=note)


def _read(file: BytesIO) -> tuple[list[str], dict[str, str]]:
    """The text of each page, and what the file says of itself."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(file)
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(LOCKED)
    except DependencyError:
        raise InputError(f"{LOCKED}, or: pip install cryptography") from None
    if len(reader.pages) > MAX_PAGES:
        raise InputError(
            f"{len(reader.pages):,} pages, over the limit of {MAX_PAGES:,}: split the file"
        )
    return [page.extract_text() for page in reader.pages], _meta(reader)


def _meta(reader: Any) -> dict[str, str]:
    """Title, author and date; a file whose text can be read is not lost for these."""
    try:
        about = reader.metadata
        date = about.creation_date if about else None
        fields = {"title": about.title, "author": about.author} if about else {}
        fields["date"] = date.date().isoformat() if date else ""
    except Exception:
        return {}
    return {name: value for name, value in fields.items() if isinstance(value, str) and value}
