"""Write an XLSX workbook with sheets for mentions, entities, documents, and "about".

All text is stored as text: no cell is a formula or a link. Rows are streamed to the file, so a
million rows need little memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from imena import schema
from imena.errors import UsageError
from imena.storage.atomic import replacing
from imena.tables.annotated_documents import plain_score
from imena.tables.delimited import FORMULA_STARTS
from imena.tables.xml import legal

if TYPE_CHECKING:
    import pyarrow as pa

    from imena.tables.tables import Tables

# texts do not fit into cells, nor tokens into sheets
SHEETS = ("mentions", "entities", "documents")
MAX_ROWS = 1_048_575  # of a sheet, below its header
MAX_CELL = 32_767  # UTF-16 units in a cell
ROWS = 10_000  # in memory at once
SCORES = "0.000"  # display format of a score; the cell holds its full precision
CREATED = datetime(2000, 1, 1)  # fixed, so that equal tables give equal files
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Characters. Sentences and lists are longer; spreadsheets show them in full above the sheet.
WIDTHS = {
    **dict.fromkeys(("text", "title", "normal", "entity", "name", "lemma"), 28),
    **dict.fromkeys(("doc_id", "first_doc", "entity_id", "source", "meaning"), 24),
    **dict.fromkeys(
        ("sentence", "aliases", "merge_reason", "meta", "error", "note", "problems"), 60
    ),
    **dict.fromkeys(("first", "middle", "last", "duplicate_of", "wikidata", "geonames"), 14),
}
ABOUT_WIDTHS = (16, 22, 100)
WIDTH = 11  # of other columns: room for the header and the filter's arrow


def write(tables: Tables, path: Path) -> None:
    """Write a file that Excel, LibreOffice and pandas open.

    Raises:
        UsageError: a table has more rows than a sheet can hold.
        OSError: the file cannot be written.
    """
    for name in SHEETS:
        _check_size(name, tables.dataset(name).count_rows(), path)
    try:
        _write(tables, path)
    except FileCreateError as error:
        cause = error.args[0]
        raise (cause if isinstance(cause, OSError) else OSError(str(cause))) from error


def _write(tables: Tables, path: Path) -> None:
    with replacing(path) as part, xlsxwriter.Workbook(str(part), dict(OPTIONS)) as book:
        book.set_properties({"title": "imena: entity tables", "created": CREATED})
        cells = _Cells(book)
        notes = []
        for name in SHEETS:
            rows = tables.dataset(name).to_batches(batch_size=ROWS)
            notes += _write_sheet(cells, name, schema.SCHEMAS[name], rows)
        _write_about(cells, tables.record(), notes)


class _Cells:
    """Write values to cells according to their type."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.header = book.add_format({"bold": True, "bottom": 1})
        self.score = book.add_format({"num_format": SCORES})
        # Marks text that begins like a formula, so that it stays text when a user edits the cell.
        self.quoted = book.add_format({"quote_prefix": True})

    def text(self, sheet: Any, row: int, column: int, value: str, format: Any = None) -> bool:
        """Write text as text; return whether it had to be cut."""
        value = legal(value)
        kept = value if _fits(value) else _cut(value)
        if kept.startswith("<r>") and kept.endswith("</r>"):
            # xlsxwriter would read this as rich text, so write it as the content of rich text.
            fragment = f'<r><t xml:space="preserve">{escape(kept, quote=False)}</t></r>'
            sheet.write_string(row, column, fragment)
            return kept != value
        quoted = self.quoted if format is None and kept.startswith(FORMULA_STARTS) else format
        sheet.write_string(row, column, kept, quoted)
        return kept != value

    def value(self, sheet: Any, row: int, column: int, value: Any) -> bool:
        """Write a value of a table; a missing value is an empty cell."""
        if isinstance(value, list):
            value = json.dumps(value, ensure_ascii=False)
        if isinstance(value, str):
            return self.text(sheet, row, column, value)
        if isinstance(value, float):
            sheet.write_number(row, column, plain_score(value), self.score)
        elif value is not None:
            sheet.write_number(row, column, value)
        return False


def _write_sheet(
    cells: _Cells, name: str, columns: pa.Schema, batches: Iterator[pa.RecordBatch]
) -> list[str]:
    """Write a table; return a note for every cell that was too long."""
    sheet = cells.book.add_worksheet(name)
    _head(cells, sheet, columns.names)
    for column, heading in enumerate(columns.names):
        sheet.set_column(column, column, WIDTHS.get(heading, max(WIDTH, len(heading) + 4)))
    notes = []
    number = 0
    for batch in batches:
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            for column, value in enumerate(row):
                if cells.value(sheet, number, column, value):
                    notes.append(f"{name}, row {number + 1}, {columns.names[column]}")
    sheet.autofilter(0, 0, max(1, number), len(columns) - 1)
    # Ids of digits are text on purpose.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    return notes


def _write_about(cells: _Cells, manifest: Mapping[str, Any], notes: list[str]) -> None:
    """Write the meanings of columns, what made the tables, and what does not fit into this file."""
    sheet = cells.book.add_worksheet("about")
    for column, width in enumerate(ABOUT_WIDTHS):
        sheet.set_column(column, column, width)
    rows = [
        (name, column.name, column.metadata[b"meaning"].decode())
        for name in SHEETS
        for column in schema.SCHEMAS[name]
    ]
    # Omit the time of the run, so that equal tables give equal files.
    record = {key: value for key, value in manifest.items() if key != "created"}
    rows += [("run", key, value) for key, value in _flattened(record)]
    rows += [
        (
            "cut",
            cell,
            f"a cell can have {MAX_CELL:,} characters: .csv and .sqlite have the complete text",
        )
        for cell in notes
    ]
    rows.append(("left out", "texts, tokens", "they do not fit into cells: .sqlite has them"))
    _head(cells, sheet, ["table", "column", "meaning"])
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            cells.text(sheet, number, column, value)


def _head(cells: _Cells, sheet: Any, names: list[str]) -> None:
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, cells.header)
    sheet.freeze_panes(1, 0)


def _flattened(record: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the leaves of a nested record as (a.b.c, value)."""
    for key, value in record.items():
        if isinstance(value, Mapping) and value:
            yield from _flattened(value, f"{above}{key}.")
        else:
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield f"{above}{key}", shown


def _check_size(name: str, rows: int, path: Path) -> None:
    if rows > MAX_ROWS:
        raise UsageError(
            f"{name} has {rows:,} rows, but a sheet of {path.name} can have {MAX_ROWS:,}: write "
            ".csv, .parquet, .sqlite or .duckdb, or fewer rows (imena.open(..., filters=...))"
        )


def _fits(text: str) -> bool:
    """Return whether a cell can hold the text; a character is one or two UTF-16 units."""
    return len(text) <= MAX_CELL // 2 or len(text.encode("utf-16-le")) <= 2 * MAX_CELL


def _cut(text: str) -> str:
    """Return the beginning of a text with a note that it was cut."""
    sign = f"… [cut: {len(text):,} characters]"
    kept = text.encode("utf-16-le")[: 2 * (MAX_CELL - len(sign))]
    return kept.decode("utf-16-le", "ignore") + sign
