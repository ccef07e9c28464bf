"""Read CoNLL files: a token per line with its tag in the last column.

IOB1, IOB2, BIOES, BILOU and BMES are read by one rule: a mention begins at B, S or U, and at I, M
or E unless one with that label is open; it ends at E, L, S or U, or where the next one begins.
Columns are separated by tabs, or by spaces in lines without tabs. A blank line ends a sentence, and
``-DOCSTART-`` starts a document. The token is in the first column, or in the second if the first
contains only numbers, as in CoNLL-U. The text is reconstructed: tokens joined by spaces, sentences
by line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from imena.errors import UsageError
from imena.evaluation.gold.document import UncheckedDocument
from imena.evaluation.gold.files import BOM, read_text
from imena.evaluation.spans import Span

DOCUMENT = "-DOCSTART-"
TAG = re.compile(r"O|([BIMESLU])[-_](\S+)")
TABS = re.compile(r" *\t[ \t]*")  # no other white space, which tokens may contain
SPACES = re.compile(r" +")
# 1-2 is a word that CoNLL-U splits into 1 and 2; 1.1 is an empty node
NUMBER = re.compile(r"[0-9]+([-.][0-9]+)?")
ONE_DOCUMENT = f"files without {DOCUMENT} lines, each scored as one document"
HEADER = "lines before the first token, taken for the names of the columns («{}»)"


class Token(NamedTuple):
    """A line with a tag."""

    line: int
    columns: list[str]
    position: str  # of the tag: O, B, I, …
    label: str


Row = Token | str  # DOCUMENT, or "" at the end of a sentence


def read(path: Path) -> Iterator[UncheckedDocument]:
    """Read the documents of a file.

    Raises:
        UsageError: a line has no tag in its last column.
    """
    rows, remarks = _rows(path)
    column = int(_first_is_number(rows))
    tokens: list[Row] = []
    n_documents = 0
    for row in rows:
        if row != DOCUMENT:
            tokens.append(row)
            continue
        n_documents += 1
        if any(tokens):
            yield _document(tokens, column, str(n_documents - 1), path, remarks)
            remarks = ()
        tokens = []
    if any(tokens):
        remarks += () if n_documents else (ONE_DOCUMENT,)
        doc_id = str(n_documents) if n_documents else path.stem
        yield _document(tokens, column, doc_id, path, remarks)


def _rows(path: Path) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows of a file without comments, and without a header, which gets a remark."""
    rows: list[Row] = []
    header: tuple[int, list[str]] | None = None
    for number, line in enumerate(read_text(path).removeprefix(BOM).split("\n"), 1):
        columns = _columns(line)
        tag = TAG.fullmatch(columns[-1])
        if columns[0] in (DOCUMENT, ""):
            rows.append(columns[0])
        elif tag is not None and len(columns) > 1:
            rows.append(Token(number, columns, tag[1] or "O", tag[2] or ""))
        elif line.startswith("#"):  # a comment, as in CoNLL-U
            continue
        elif header is None and len(columns) > 1 and not any(rows):
            header = number, columns
        else:
            raise _untagged(path, *(header if header and not any(rows) else (number, columns)))
    if header is None:
        return rows, ()
    if not any(rows):
        raise _untagged(path, *header)
    return rows, (HEADER.format(" ".join(header[1])),)


def _columns(line: str) -> list[str]:
    r"""Split a line into columns; tokens may contain spaces if tabs separate the columns.

    >>> _columns("Нью Йорк\tB-LOC"), _columns("Баку  B-LOC")
    (['Нью Йорк', 'B-LOC'], ['Баку', 'B-LOC'])
    """
    return (TABS if "\t" in line else SPACES).split(line.strip(" \t\r"))


def _untagged(path: Path, number: int, columns: list[str]) -> UsageError:
    return UsageError(
        f"{path}, line {number}: «{' '.join(columns)}» is not a token and its tag, such as «Баку "
        "B-LOC»: the last column must be O, or B- or I- and a label"
    )


def _first_is_number(rows: Sequence[Row]) -> bool:
    """Return whether the first column numbers tokens or sentences, so that the second has the
    tokens.
    """
    tokens = [row for row in rows if isinstance(row, Token)]
    return all(len(row.columns) > 2 and NUMBER.fullmatch(row.columns[0]) for row in tokens)


def _document(
    rows: Sequence[Row], column: int, doc_id: str, path: Path, remarks: tuple[str, ...]
) -> UncheckedDocument:
    text = ""
    spans: list[Span] = []
    goes_on = ""  # label of the mention that the next token may continue
    for row in rows:
        if isinstance(row, str):
            text = text.removesuffix(" ")
            text += "" if not text or text.endswith("\n") else "\n"
            goes_on = ""
            continue
        if column and not row.columns[0].isdecimal():
            continue
        token = row.columns[column]
        start, end = len(text), len(text) + len(token)
        text += token + " "
        if row.position in "BSU" or (row.position != "O" and row.label != goes_on):
            spans.append((start, end, row.label))
        elif row.position != "O":
            spans[-1] = (spans[-1][0], end, row.label)
        goes_on = row.label if row.position in "BIM" else ""
    first = next(row.line for row in rows if isinstance(row, Token))
    return UncheckedDocument(
        text.rstrip(" \n"), tuple(spans), doc_id, f"{path}, line {first}", remarks
    )
