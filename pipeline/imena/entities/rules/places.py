"""Resolve the names of locations by the gazetteers, and by words for kinds of locations."""

from __future__ import annotations

import re
from functools import cache

from imena.entities.linking.gazetteer import countries, location_kinds
from imena.entities.linking.linker import Ids, location_by_id
from imena.entities.merge_reasons import MergeReason
from imena.entities.names.regions import full_region_key
from imena.entities.rules.document import no_names
from imena.entities.rules.graph import EntityGraph, only_one

NEEDS_ENTITIES = False
needed_names = no_names
LINKED = "#"  # second value in the identity of the node of a location with an id


def apply(graph: EntityGraph) -> None:
    """Move linked locations to the node of their id, then names with a kind to those without."""
    rows = graph.with_label("LOC")
    # Supporting names come last: of two names for one id the later one gives the node its ids.
    for row in sorted(rows, key=lambda row: not graph.documents[row]):
        name = graph.names[row]
        if name.location_id is not None:
            ids = location_by_id(name.normal, name.location_id)
            is_short = full_region_key(name.key) != name.key
            graph.move(row, linked_node(graph, ids), MergeReason.SAME_LOCATION, is_short=is_short)
    by_key = graph.index(graph.counted(rows), lambda row: [graph.names[row].key])
    for row in rows:
        key = graph.names[row].key
        if graph.entity_of(row) in graph.ids:
            continue
        full, bare = full_region_key(key), _optional_kind().sub("", key, count=1)
        for other, is_short in ((full, True), (bare, False)):
            target = only_one(by_key.get(other)) if other != key else None
            if target is not None:
                reason = MergeReason.WITHOUT_KIND_OF_LOCATION
                graph.move(row, target, reason, is_short=is_short)
                break


def linked_node(graph: EntityGraph, ids: Ids) -> int:
    """Return the node of a location in the gazetteers."""
    node = graph.sets.node("LOC", LINKED, ids.location_id)
    graph.ids[node] = ids
    return node


def country_node(graph: EntityGraph, iso: str) -> int:
    """Return the node of a country by its ISO 3166-1 code."""
    return linked_node(graph, countries()[0][iso].ids)


@cache
def _optional_kind() -> re.Pattern[str]:
    """Match a word for a kind of location, without which a name means the same location."""
    words = (word for word, kind in location_kinds().items() if kind.is_optional)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))}) (?=\w)")
