"""Write a corpus in one line: the names of each document, and the entities that they become.

«а: PER Валерий Герасимов, Герасимов; LOC РФ | б: LOC Россия» is a corpus of two documents.
"""

from __future__ import annotations

import pyarrow as pa

from imena.dictionary.dictionary import EMPTY
from imena.entities.aggregation.aggregate import Aggregate, names_of
from imena.entities.aggregation.context_table import read_names
from imena.entities.rules.resolve import resolve_names


def mentions_table(corpus: str) -> pa.Table:
    """Return the mentions of a corpus."""
    rows = []
    for document in corpus.split(" | "):
        doc_id, names = document.split(": ", 1)
        for part in names.split("; "):
            label, listed = part.split(" ", 1)
            rows += [(doc_id, label, name) for name in listed.split(", ")]
    columns = zip(*rows, strict=True)
    return pa.table(dict(zip(("doc_id", "label", "normal"), map(list, columns), strict=True)))


def resolve(corpus: str, dictionary=EMPTY) -> set[str]:
    """Return each entity of a corpus as its names in alphabetical order: «РФ = Россия»."""
    return resolve_table(mentions_table(corpus), dictionary)


def resolve_table(mentions: pa.Table, dictionary=EMPTY) -> set[str]:
    """Return each entity of a table of mentions, as `resolve` does."""
    aggregate = Aggregate()
    aggregate.add(names_of(mentions)[0])
    names = read_names(aggregate.names())
    resolution = resolve_names(names, dictionary)
    entities: dict[int, set[str]] = {}
    for row, documents in enumerate(names.documents):
        if documents:
            normal = resolution.names[row].normal
            entities.setdefault(resolution.entities[row], set()).add(normal)
    return {" = ".join(sorted(normals)) for normals in entities.values()}


def ordered(entities: set[str]) -> set[str]:
    """Return entities written by hand, with their names in alphabetical order."""
    return {" = ".join(sorted(entity.split(" = "))) for entity in entities}
