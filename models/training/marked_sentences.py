"""Fill the marked sentences of data/marked_sentences.tsv with names, as training documents."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from models.training.fillers import Fillers
from models.training.gold import Document, Span

from imena.data_tables import read_table

PIECE = re.compile(r"\{(\w+)(?::(\w+))?\}|(\[)|\](PER|LOC|ORG)")
LINES = (2, 12)  # of a document; chosen by hand


def sentences() -> list[str]:
    """Return the sentences as they are in the table."""
    return [row["sentence"] for row in read_table("models.training", "marked_sentences")]


def document(rows: Sequence[str], fillers: Fillers, choice: random.Random, number: int) -> Document:
    """Make a document of random sentences, each a line of its own."""
    text, spans = "", []
    for row in choice.choices(rows, k=choice.randint(*LINES)):
        line, marked = filled(row, fillers)
        spans += [(len(text) + start, len(text) + end, label) for start, end, label in marked]
        text += line + "\n"
    return Document(f"made/{number}", text, tuple(spans))


def filled(row: str, fillers: Fillers) -> tuple[str, list[Span]]:
    """Fill a sentence, and return it with its spans."""
    text, spans, opened, done = "", [], 0, 0
    for match in PIECE.finditer(row):
        kind, detail, opening, label = match.groups()
        text += row[done : match.start()]
        done = match.end()
        if kind:
            text += fillers.fill(kind, detail or "")
        elif opening:
            opened = len(text)
        else:
            spans.append((opened, len(text), label))
    return text + row[done:], spans
