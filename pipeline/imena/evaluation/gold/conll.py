"""A CoNLL file in, marked documents out: a token a line, the last column its tag.

IOB1, IOB2, BIOES and BILOU are read alike: a mention begins at B, S or U, at I or E where none of
that label goes on, and ends at E, L, S or U, or where the next one begins. Columns are parted by
tabs or spaces; a blank line ends a sentence, ``-DOCSTART-`` begins a document. The text is made
anew: tokens joined by spaces, sentences by line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from imena.errors import UsageError
from imena.evaluation.gold.document import Marked
from imena.evaluation.gold.files import read_text
from imena.evaluation.spans import Span

DOCUMENT = "-DOCSTART-"
TAG = re.compile(r"O|([BIESLU])-(\S+)")
COLUMNS = re.compile(r"[ \t]+")  # no other space: tokens may hold them
ONE_DOCUMENT = f"files without {DOCUMENT} lines, each scored as one document"
Row = tuple[str, str, str] | None  # token, position and label of the tag; None: a sentence ends


def read(path: Path) -> Iterator[Marked]:
    """The documents of a file.

    Raises:
        UsageError: a line has no tag in its last column.
    """
    rows: list[Row] = []
    n_documents = first = 0
    for number, line in enumerate(read_text(path).removeprefix("\ufeff").split("\n"), 1):
        columns = COLUMNS.split(line.strip(" \t\r"))
        if columns[0] == DOCUMENT:
            n_documents += 1
            if any(rows):
                yield _document(rows, str(n_documents - 1), f"{path}, line {first}")
            rows = []
        elif columns == [""]:
            rows.append(None)
        else:
            row = _row(columns, line, f"{path}, line {number}")
            if row is not None:
                first = first if any(rows) else number
                rows.append(row)
    if any(rows):
        remarks = () if n_documents else (ONE_DOCUMENT,)
        doc_id = str(n_documents) if n_documents else path.stem
        yield _document(rows, doc_id, f"{path}, line {first}", remarks)


def _row(columns: list[str], line: str, where: str) -> Row:
    tag = TAG.fullmatch(columns[-1])
    if tag is not None and len(columns) > 1:
        return columns[0], tag[1] or "O", tag[2] or ""
    if line.startswith("#"):  # a comment, as in CoNLL-U
        return None
    raise UsageError(
        f"{where}: «{line.strip()}» should be a token and its tag, as in «Баку B-LOC»: the last "
        "column is O, or B- or I- and a label"
    )


def _document(
    rows: Iterable[Row], doc_id: str, where: str, remarks: tuple[str, ...] = ()
) -> Marked:
    text = ""
    spans: list[Span] = []
    goes_on = ""  # the label of the mention that the next token may go on with
    for row in rows:
        if row is None:
            text = text.removesuffix(" ")
            text += "" if not text or text.endswith("\n") else "\n"
            goes_on = ""
            continue
        token, position, label = row
        start, end = len(text), len(text) + len(token)
        text += token + " "
        if position in "BSU" or (position != "O" and label != goes_on):
            spans.append((start, end, label))
        elif position != "O":
            spans[-1] = (spans[-1][0], end, label)
        goes_on = label if position in "BI" else ""
    return Marked(text.rstrip(" \n"), tuple(spans), doc_id, where, remarks)
