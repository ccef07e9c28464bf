"""Read the tables of data that ship with the package: tab-separated files with a header comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

SEPARATOR = "|"  # between the items of a cell


def read_table(package: str, table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as dictionaries of strings.

    Lines that start with # are the header comment, which says what the table is for, where it
    comes from and under which licence. The first other line has the names of the columns.

    Args:
        package: the package whose folder ``data`` has the table.
        table: the name of the file without its suffix.
    """
    text = (files(package) / "data" / f"{table}.tsv").read_text("utf-8")
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    columns = next(lines).split("\t")
    for line in lines:
        yield dict(zip(columns, line.split("\t"), strict=True))


def read_patterns(package: str, table: str, by: str) -> dict[str, re.Pattern[str]]:
    """Return one pattern for the cells ``pattern`` of all rows with the same value in a column.

    Args:
        package: as in `read_table`.
        table: as in `read_table`.
        by: the name of the column.
    """
    patterns: dict[str, list[str]] = {}
    for row in read_table(package, table):
        patterns.setdefault(row[by], []).append(row["pattern"])
    return {value: re.compile("|".join(parts)) for value, parts in patterns.items()}


def split_cell(cell: str) -> list[str]:
    """Return the items of a cell; none for an empty cell."""
    return [item for item in cell.split(SEPARATOR) if item]
