"""Join names of organisations with one id in Wikidata: «Банк России» and «ЦБ РФ»."""

from __future__ import annotations

from imena.entities.linking.linker import link
from imena.entities.merge_reasons import MergeReason
from imena.entities.names.abbreviations import is_acronym
from imena.entities.rules.document import no_names
from imena.entities.rules.graph import EntityGraph

NEEDS_ENTITIES = False
needed_names = no_names
# Letters from which an acronym means one organisation in all documents. B-cubed of SlavicNER's
# asia_bibi and covid-19 is the same from 4 to 6; at 3 recall of asia_bibi rises by .001, and
# precision of covid-19 falls by .0004.
UNAMBIGUOUS_ACRONYM = 4
# The same for an acronym whose organisation the corpus also has by a name that is no acronym.
SHORTEST_ACRONYM = 3


def apply(graph: EntityGraph) -> None:
    """Join linked names, except for short acronyms of organisations that have no other name."""
    entities: dict[str, int] = {}  # by Wikidata id
    short: list[tuple[int, str]] = []
    named: set[str] = set()  # ids of names that are no acronyms
    for row in graph.counted(graph.organisations):
        normal = graph.names[row].normal
        ids = link("ORG", normal)
        if ids is None or ids.wikidata is None:
            continue
        if not is_acronym(normal):
            named.add(ids.wikidata)
        if is_acronym(normal) and len(normal) < UNAMBIGUOUS_ACRONYM:
            if len(normal) >= SHORTEST_ACRONYM:
                short.append((row, ids.wikidata))
            continue
        first = entities.setdefault(ids.wikidata, graph.entity_of(row))
        graph.join(first, graph.node_of[row], MergeReason.SAME_WIKIDATA_ID)
    for row, wikidata in short:
        if wikidata in named:
            graph.join(entities[wikidata], graph.node_of[row], MergeReason.SAME_WIKIDATA_ID)
