"""Read Word documents: a line for each paragraph, heading and table row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from imena.corpus.document import Document
from imena.corpus.extras import require
from imena.corpus.formats.archive import checked
from imena.corpus.source import Source
from imena.errors import ImenaError, InputError
from imena.options import ReadOptions
from imena.problems import problem

if TYPE_CHECKING:
    from docx.table import Table

MAX_FILE = 200_000_000  # bytes, including images
OLE = b"\xd0\xcf\x11\xe0"  # first bytes of the older formats and of encrypted documents


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """Read the document as one text. Offsets refer to this text, which has a line feed after each
    line.

    Raises:
        MissingExtraError: python-docx is not installed.
        InputError: it is not a Word document in this format.
    """
    require(".docx")
    raw = source.read(MAX_FILE)
    if raw.startswith(OLE):
        raise InputError(problem("docx_old"))
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            checked(archive)
        text, meta = _read(BytesIO(raw))
    except (ImenaError, MemoryError):
        raise
    # raised by zipfile, by an XML parser, or by python-docx if a part is missing
    except Exception as error:
        raise InputError(problem("docx", error=str(error) or type(error).__name__)) from None
    yield Document(source.name, text, source.where, meta=meta)


def _read(file: BytesIO) -> tuple[str, dict[str, str]]:
    import docx

    document = docx.Document(file)
    return "\n".join(_lines(document)), _meta(document.core_properties)


def _lines(container: Any) -> Iterator[str]:
    """Yield the lines of a document or cell in reading order."""
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield block.text


def _rows(table: Table) -> Iterator[str]:
    """Yield a line for each row, with tabs between cells. Merged cells occur once, and line breaks
    within a cell become spaces.
    """
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
