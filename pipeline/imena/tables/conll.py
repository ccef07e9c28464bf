"""Tables in, a CoNLL-2003 file out: a token a line, tagged IOB2, an empty line after a sentence.

The columns are token, part of speech (``-X-`` without a table of tokens), chunk (always O) and tag.
Tags cannot lie in one another: of nested mentions the outermost are tagged.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from imena.storage.atomic import replacing
from imena.tables.annotated_documents import Row, by_document, flat
from imena.tables.tokens import Tokens

if TYPE_CHECKING:
    from imena.tables.tables import Tables

DOCUMENT = "-DOCSTART- -X- O O\n\n"
NO_TAG = "-X-"


def write(tables: Tables, path: Path) -> None:
    """Write a file that spaCy's ``convert``, seqeval and most taggers read."""
    tokens = Tokens()
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for document in by_document(tables, tokens=True):
            file.write(DOCUMENT)
            file.writelines(_lines(tokens(document), flat(document.mentions)))


def _lines(doc: Doc, mentions: list[Row]) -> Iterator[str]:
    """The lines of a document; a sentence never ends within a name."""
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
            # A user's own component may have a label of two words, and columns end at spaces.
            tag = f"{'I' if inside else 'B'}-{'_'.join(current['label'].split())}"
        inside, written = named, True
        yield f"{token.text} {token.pos_ or NO_TAG} O {tag}\n"
    if written:
        yield "\n"
