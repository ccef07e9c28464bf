"""Apply the user's dictionary last: its names join the entities that the rules made of them.

A name that a rule took as short for another is moved alone: if the dictionary says that «Данфорд»
is Джозеф, this must not affect Иван Данфорд in another document.
"""

from __future__ import annotations

from collections import defaultdict

from imena.dictionary.dictionary import Dictionary, Entry
from imena.disjoint_sets import DisjointSets
from imena.entities.linking.linker import Ids
from imena.entities.merge_reasons import MergeReason
from imena.entities.rules.document import no_names
from imena.entities.rules.graph import FROM_DICTIONARY, EntityGraph
from imena.forms.name_key import name_key

NEEDS_ENTITIES = False
needed_names = no_names


def apply(graph: EntityGraph) -> None:
    """Join and move the names in the dictionary, and give their entities its ids."""
    merged = merged_names(graph.dictionary)
    rows_of: dict[str, list[int]] = defaultdict(list)  # by canonical name
    entries: dict[str, Entry] = {}
    for row in graph.counted(range(len(graph.names))):
        name = graph.names[row]
        entry = graph.dictionary.find(name.label, name.normal)
        own = entry.name if entry is not None else name.normal
        canonical = merged.get(name_key(own)) or merged.get(name.key)
        if entry is None and canonical is None:
            continue
        rows_of[canonical or own].append(row)
        if entry is not None:
            entries.setdefault(canonical or own, entry)
    for canonical, rows in rows_of.items():
        entity = _join(graph, canonical, rows)
        _set_ids(graph, entity, canonical, entries.get(canonical))


def _join(graph: EntityGraph, canonical: str, rows: list[int]) -> int:
    """Join names, and the entities that the rules made of them, on a node of their own.

    Returns:
        The representative of the entity.
    """
    node = graph.sets.node(FROM_DICTIONARY, canonical)
    full = [row for row in rows if not graph.is_short[row]]
    if not full and len({graph.entity_of(row) for row in rows}) == 1:
        full = rows[:1]
    for row in full:
        graph.sets.join(node, graph.entity_of(row))
    for row in rows:
        if graph.entity_of(row) != graph.sets.find(node):
            graph.move(row, node, MergeReason.BY_DICTIONARY)
        elif graph.names[row].key != name_key(canonical):
            graph.move_reasons[row] = MergeReason.BY_DICTIONARY
    return graph.sets.find(node)


def _set_ids(graph: EntityGraph, entity: int, canonical: str, entry: Entry | None) -> None:
    """Give an entity the ids of the dictionary; it keeps those that the dictionary leaves out."""
    linked = Ids("")
    for node, ids in graph.ids.items():
        if graph.sets.find(node) == entity:
            linked = ids
    graph.ids.pop(entity, None)  # so that these ids come last, and win
    own = entry or Entry(canonical, "")
    graph.ids[entity] = Ids(
        canonical,
        linked.iso if own.iso is None else own.iso,
        linked.geonames if own.geonames is None else own.geonames,
        linked.wikidata if own.wikidata is None else own.wikidata,
        linked.country,
    )


def merged_names(dictionary: Dictionary) -> dict[str, str]:
    """Return the canonical name of each merged name's key; lists that share a name are joined."""
    sets = DisjointSets()
    nodes: dict[str, int] = {}  # by key
    canonical: dict[int, str] = {}  # by representative
    for names in dictionary.merge:
        keys = [name_key(name) for name in names]
        nodes |= {key: sets.node(key) for key in keys}
        roots = [sets.find(nodes[key]) for key in keys]
        first = next((canonical[root] for root in roots if root in canonical), names[0])
        for root in roots[1:]:
            sets.join(roots[0], root)
        canonical[sets.find(roots[0])] = first
    return {key: canonical[sets.find(node)] for key, node in nodes.items()}
