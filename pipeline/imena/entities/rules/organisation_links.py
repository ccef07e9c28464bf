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


def apply(graph: EntityGraph) -> None:
    """Join linked names, except for short acronyms."""
    entities: dict[str, int] = {}  # by Wikidata id
    for row in graph.counted(graph.organisations):
        name = graph.names[row]
        if is_acronym(name.normal) and len(name.key) < UNAMBIGUOUS_ACRONYM:
            continue
        ids = link("ORG", name.normal)
        if ids is not None and ids.wikidata is not None:
            first = entities.setdefault(ids.wikidata, graph.entity_of(row))
            graph.join(first, graph.node_of[row], MergeReason.SAME_WIKIDATA_ID)
