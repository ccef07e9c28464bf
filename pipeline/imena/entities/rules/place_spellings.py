"""Join misspelt names of locations.

«Слования» may be Словакия or Словения: it stays an entity of its own, and does not join the two.
"""

from __future__ import annotations

from collections import defaultdict

from imena.entities.merge_reasons import MergeReason
from imena.entities.names.similarity import is_inner_edit, one_edit_apart
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import EntityGraph, only_one
from imena.entities.rules.spellings import may_be_misspelt, needed_spellings

NEEDS_ENTITIES = False  # only whether both spellings occur in the document matters


def needed_names(document: Document) -> NeededNames:
    """Return for each location the similar ones: two spellings in one document are not joined."""
    return needed_spellings(
        document, "LOC", {i: document.names[i].key for i in document.by_label["LOC"]}
    )


def apply(graph: EntityGraph) -> None:
    """Join names one edit apart if at most one is linked, and no document has both."""
    rows = graph.with_label("LOC")
    entities: dict[str, set[int]] = defaultdict(set)
    for row in graph.counted(rows):
        if may_be_misspelt("LOC", graph.names[row].key):
            entities[graph.names[row].key].add(graph.entity_of(row))
    pairs = {pair for pair in one_edit_apart(sorted(entities)) if is_inner_edit(*pair)}
    different = graph.pairs_in_one_document({row: graph.names[row].key for row in rows}, pairs)
    misspelt: list[tuple[int, int]] = []  # an entity that is not linked, and one that is
    for pair in sorted(pairs - different):
        one, other = (only_one(entities[key]) for key in pair)
        if one is None or other is None or {one, other} <= graph.ids.keys():
            continue
        if one in graph.ids:
            misspelt.append((other, one))
        elif other in graph.ids:
            misspelt.append((one, other))
        else:
            graph.join(one, other, MergeReason.ONE_EDIT)
    targets: dict[int, set[int]] = defaultdict(set)
    for entity, linked in misspelt:
        targets[graph.sets.find(entity)].add(linked)
    clear = [pair for pair in misspelt if only_one(targets[graph.sets.find(pair[0])]) is not None]
    for entity, linked in clear:
        graph.join(linked, entity, MergeReason.ONE_EDIT)
