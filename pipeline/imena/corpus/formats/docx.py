"""A Word document in, its text out: a paragraph, heading or row of a table a line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from imena.corpus.document import Document
from imena.corpus.extras import require
from imena.corpus.formats.archive import checked
from imena.corpus.options import ReadOptions
from imena.corpus.source import Source
from imena.errors import ImenaError, InputError

if TYPE_CHECKING:
    from docx.table import Table

MAX_FILE = 200_000_000  # bytes: with its pictures
OLE = b"\xd0\xcf\x11\xe0"  # how the older formats begin, and encrypted documents


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """One text a document. Offsets are those of this text, with a line feed after each line.

    Raises:
        MissingExtraError: python-docx is not installed.
        InputError: it is no Word document of this format.
    """
    require(".docx")
    raw = source.read(MAX_FILE)
    if raw.startswith(OLE):
        raise InputError("encrypted, or an old .doc under another name: save it as .docx in Word")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            checked(archive)
        text, meta = _read(BytesIO(raw))
    except (ImenaError, MemoryError):
        raise
    except Exception as error:  # of zip, XML, or a part that python-docx misses
        raise InputError(
            f"not a readable Word document: {error or type(error).__name__}; save it as .docx again"
        ) from None
    yield Document(source.name, text, source.where, meta=meta)


def _read(file: BytesIO) -> tuple[str, dict[str, str]]:
    import docx

    document = docx.Document(file)
    return "\n".join(_lines(document)), _meta(document.core_properties)


def _lines(container: Any) -> Iterator[str]:
    """The lines of a document or of a cell, in reading order."""
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield block.text


def _rows(table: Table) -> Iterator[str]:
    """A line a row, cells between tabs; a merged cell once, lines within a cell as spaces."""
    for row in table.rows:
        cells = {id(cell._tc): cell for cell in row.cells}
        yield "\t".join(" ".join(filter(None, _lines(cell))) for cell in cells.values())


def _meta(properties: Any) -> dict[str, str]:
    date = properties.modified or properties.created
    fields = {
        "title": properties.title,
        "author": properties.author,
        "date": date.date().isoformat() if date else "",
    }
    return {name: value for name, value in fields.items() if value}
