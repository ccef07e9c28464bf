"""Move acronyms to the names that they are defined for: «Объединенный комитет … (ОКНШ)»."""

from __future__ import annotations

from imena.entities.merge_reasons import MergeReason
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import EntityGraph, only_one

NEEDS_ENTITIES = True


def needed_names(document: Document) -> NeededNames:
    """Return for each acronym the names that it stands behind in brackets."""
    return document.defines


def apply(graph: EntityGraph) -> None:
    """Move each acronym as its document defines it, else as the only definition of the corpus."""
    in_corpus: dict[str, set[int]] = {}  # entities by acronym
    for row in graph.counted(graph.organisations):
        for full in graph.defines.get(row, ()):
            in_corpus.setdefault(graph.names[row].key, set()).add(graph.entity_of(full))
    done: set[int] = set()

    def move(row: int) -> None:
        if row in done:
            return
        done.add(row)
        full_names = graph.defines.get(row, ())
        for full in full_names:  # which may be an acronym itself
            move(full)
        in_document = {graph.entity_of(full) for full in full_names}
        target = only_one(in_document or in_corpus.get(graph.names[row].key))
        if target is not None and target != graph.entity_of(row):
            graph.move(row, target, MergeReason.DEFINED_ACRONYM, is_short=True)

    for context in graph.by_context(graph.organisations):
        # Sorted, so that names that define each other are moved in the same order in each context.
        for row in sorted(context, key=lambda row: graph.names[row].key):
            move(row)
