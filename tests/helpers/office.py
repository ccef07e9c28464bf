"""Open spreadsheets in LibreOffice and read the cells that it shows."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

SOFFICE = shutil.which("soffice")
WHY = "needs LibreOffice: apt-get install libreoffice-calc-nogui"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
# Comma, quote, UTF-8, from the first row, columns in standard format, …, and formulas evaluated:
# the most dangerous way to open a CSV file.
CSV = "CSV:44,34,76,1,,1033,false,false,false,false,false,-1,true"


@dataclass(frozen=True)
class Cell:
    """A cell as LibreOffice stores it."""

    text: str
    kind: str | None  # string, float, … or error
    formula: str | None
    links: int


def sheets(path: Path, folder: Path) -> dict[str, list[list[Cell]]]:
    """Return the sheets of a file opened in LibreOffice; skip the test if it is not installed."""
    if SOFFICE is None:
        pytest.skip(WHY)
    profile = (folder / "profile").as_uri()
    options = ["--infilter=" + CSV] if path.suffix == ".csv" else []
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation={profile}", "--headless", *options),
            *("--convert-to", "fods", "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    root = ElementTree.parse(folder / f"{path.stem}.fods").getroot()
    return {
        table.get(f"{TABLE}name", ""): [_cells(row) for row in table.iter(f"{TABLE}table-row")]
        for table in root.iter(f"{TABLE}table")
    }


def _cells(row: ElementTree.Element) -> list[Cell]:
    found = []
    for cell in row.iter(f"{TABLE}table-cell"):
        kind = cell.get(f"{CALC}value-type") or cell.get(f"{OFFICE}value-type")
        text = "\n".join(_text(paragraph) for paragraph in cell.iter(f"{TEXT}p"))
        made = Cell(text, kind, cell.get(f"{TABLE}formula"), len(list(cell.iter(f"{TEXT}a"))))
        repeated = int(cell.get(f"{TABLE}number-columns-repeated", 1))
        # LibreOffice repeats empty cells to the end of the sheet
        found += [made] * min(repeated, 30)
    return found


def _text(element: ElementTree.Element) -> str:
    """Return the text of a paragraph, in which LibreOffice writes tabs and repeated spaces as
    elements.
    """
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" " * int(child.get(f"{TEXT}c", 1)))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        else:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
