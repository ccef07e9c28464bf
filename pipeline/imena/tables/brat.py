"""Write a folder for brat: a text and a standoff file for each document, and the configuration.

Files are numbered in document order, and ``index.tsv`` maps them to doc_ids. Texts are written
unchanged, line ends included, because offsets count them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from imena import schema
from imena.colours import LABEL_COLOURS
from imena.errors import UsageError
from imena.tables.annotated_documents import (
    AnnotatedDocument,
    Row,
    annotated_documents,
    external_ids,
)

if TYPE_CHECKING:
    from imena.tables.tables import Tables

INDEX = "index.tsv"
NAMES = {"PER": "Person", "ORG": "Organisation", "LOC": "Place"}
LONGEST_NAME = 60  # characters of a doc_id in a file name
# A standoff file has an annotation per line and tabs between fields; spans end at line ends.
PIECE = re.compile(r"[^\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
NOT_IN_TYPES = re.compile(r"[^A-Za-z0-9_-]")
# mentions may contain mentions
NESTED = "<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:contain"
WIKIDATA = "Wikidata <URL>:https://www.wikidata.org/, <URLBASE>:https://www.wikidata.org/wiki/%s"


def write(tables: Tables, path: Path) -> None:
    """Write a folder that brat opens if it is inside brat's ``data``.

    Raises:
        UsageError: the folder exists and is not empty, and may hold somebody's annotations.
    """
    if path.is_dir() and any(path.iterdir()):
        raise UsageError(
            f"{path} is not empty and may contain annotations made by hand: give a new folder"
        )
    part = path.with_name(f".{path.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        _write_into(part, tables)
        if path.is_dir():
            path.rmdir()
        part.replace(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write_into(folder: Path, tables: Tables) -> None:
    wikidata = {id_: row["wikidata"] for id_, row in external_ids(tables).items()}
    digits = max(3, len(str(tables.dataset("texts").count_rows())))
    labels = {label: NAMES[label] for label in schema.LABELS}  # type -> the name that brat displays
    index = ["file\tdoc_id"]
    for number, document in enumerate(annotated_documents(tables), 1):
        name = file_name(number, document.doc_id, digits)
        _write(folder / f"{name}.txt", document.text)
        lines = _standoff(document, wikidata)
        _write(folder / f"{name}.ann", "".join(f"{line}\n" for line in lines))
        for row in document.mentions:
            labels.setdefault(_type(row["label"]), _line(row["label"]))
        index.append(f"{name}\t{_line(document.doc_id)}")
    _write(folder / INDEX, "\n".join(index) + "\n")
    _write(
        folder / "annotation.conf",
        "\n".join(
            ["[entities]", *labels, "", "[relations]", NESTED, "", "[events]", "", "[attributes]"]
        )
        + "\n",
    )
    shown = [f"{type} | {name}" for type, name in labels.items()]
    colours = [f"{label} bgColor:{colour}" for label, colour in LABEL_COLOURS.items()]
    _write(
        folder / "visual.conf", "\n".join(["[labels]", *shown, "", "[drawing]", *colours]) + "\n"
    )
    _write(folder / "tools.conf", f"[normalization]\n{WIKIDATA}\n")


def file_name(number: int, doc_id: str, digits: int) -> str:
    """Return a file name for a document that is valid on every system and unique.

    >>> file_name(7, "../новости/asia bibi-1.txt", 3)
    '007-asia_bibi-1_txt'
    """
    plain = re.sub(r"[^A-Za-z0-9-]+", "_", doc_id).strip("_-")[:LONGEST_NAME]
    return f"{number:0{digits}}" + f"-{plain}" * bool(plain)


def _standoff(document: AnnotatedDocument, wikidata: dict[str, str | None]) -> Iterator[str]:
    """Yield the lines of an ``.ann`` file: T for a mention, N for its Wikidata id, # for its normal
    form.
    """
    links = 0
    for number, row in enumerate(document.mentions, 1):
        pieces = _pieces(document.text, row)
        if not pieces:
            continue  # only white space, which brat cannot read
        places = ";".join(f"{start} {end}" for start, end in pieces)
        surface = " ".join(document.text[start:end] for start, end in pieces)
        yield f"T{number}\t{_type(row['label'])} {places}\t{surface}"
        id_ = wikidata.get(row["entity_id"])
        if id_ is not None:
            links += 1
            yield f"N{links}\tReference T{number} Wikidata:{id_}\t{_line(row['entity'])}"
        note = f"{row['normal']} | {row['entity']} | {row['entity_id']}"
        yield f"#{number}\tAnnotatorNotes T{number}\t{_line(note)}"


def _pieces(text: str, row: Row) -> list[tuple[int, int]]:
    """Return the offsets of each part of a mention that is on one line, without outer spaces."""
    found = []
    for match in PIECE.finditer(text, row["start"], row["end"]):
        piece = match[0]
        start = match.start() + len(piece) - len(piece.lstrip())
        if piece.strip():
            found.append((start, start + len(piece.strip())))
    return found


def _type(label: str) -> str:
    """Encode a label so that brat can read it; distinct labels stay distinct.

    >>> _type("мой тип")
    'u043Cu043Eu0439_u0442u0438u043F'
    """
    return NOT_IN_TYPES.sub(lambda other: f"u{ord(other[0]):04X}", "_".join(label.split()))


def _line(text: str) -> str:
    """Make a text fit into one field of one line."""
    return " ".join(" ".join(PIECE.findall(text)).split())


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
