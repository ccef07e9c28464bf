"""Write CoNLL-2003 files: a token per line, IOB2 tags, an empty line after each sentence.

The columns are token, part of speech (``-X-`` without a table of tokens), chunk (always O) and tag.
Tags cannot be nested, so only outermost mentions are tagged.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from imena.storage.atomic import replacing
from imena.tables.annotated_documents import Row, annotated_documents, flat
from imena.tables.tokens import Tokens

if TYPE_CHECKING:
    from imena.tables.tables import Tables

DOCUMENT = "-DOCSTART- -X- O O\n\n"
NO_TAG = "-X-"


def write(tables: Tables, path: Path) -> None:
    """Write a file that spaCy's ``convert``, seqeval and most taggers read."""
    tokens = Tokens()
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for document in annotated_documents(tables, tokens=True):
            file.write(DOCUMENT)
            file.writelines(_lines(tokens(document), flat(document.mentions)))


def _lines(doc: Doc, mentions: list[Row]) -> Iterator[str]:
    """Yield the lines of a document; a sentence never ends within a mention."""
    coming = iter(mentions)
    current = next(coming, None)
    inside = written = False
    for token in doc:
        if token.is_space:
            continue
        while current is not None and token.idx >= current["end"]:
            current, inside = next(coming, None), False
        named = current is not None and token.idx + len(token) > current["start"]
        if token.is_sent_start and written and not inside:
            yield "\n"
        tag = "O"
        if named and current is not None:
            # Columns are separated by spaces, and labels of other components may contain them.
            tag = f"{'I' if inside else 'B'}-{'_'.join(current['label'].split())}"
        inside, written = named, True
        yield f"{token.text} {token.pos_ or NO_TAG} O {tag}\n"
    if written:
        yield "\n"
