"""Corpora in one line: what each document calls whom, and who is who in the end.

«а: PER Валерий Герасимов, Герасимов; LOC РФ | б: LOC Россия» is a corpus of two documents.
"""

from __future__ import annotations

import pyarrow as pa

from imena.dictionary.dictionary import EMPTY
from imena.entities.aggregation.aggregate import Aggregate, names_of
from imena.entities.aggregation.context_table import read_names
from imena.entities.rules.resolve import resolve_names


def table(corpus: str) -> pa.Table:
    """The mentions of a corpus."""
    rows = []
    for document in corpus.split(" | "):
        doc, names = document.split(": ", 1)
        for part in names.split("; "):
            label, listed = part.split(" ", 1)
            rows += [(doc, label, name) for name in listed.split(", ")]
    columns = zip(*rows, strict=True)
    return pa.table(dict(zip(("doc_id", "label", "normal"), map(list, columns), strict=True)))


def cluster_names(corpus: str, dictionary=EMPTY) -> set[str]:
    """Each entity of a corpus as the names that it has, in alphabetical order: «РФ = Россия»."""
    aggregate = Aggregate()
    aggregate.add(names_of(table(corpus))[0])
    names = read_names(aggregate.names())
    found = resolve_names(names, dictionary)
    own = [row for row, documents in enumerate(names.documents) if documents]
    entities: dict[int, set[str]] = {}
    for row in own:
        root = found.roots[row]
        entities.setdefault(root, set()).add(found.names[row].normal)
    return {" = ".join(sorted(names)) for names in entities.values()}


def ordered(entities: set[str]) -> set[str]:
    """Entities written by hand with their names in alphabetical order."""
    return {" = ".join(sorted(entity.split(" = "))) for entity in entities}
