"""Split the names of organisations into body and owner, and join equal bodies of one owner."""

from __future__ import annotations

from imena.entities.linking.linker import HOME_COUNTRY
from imena.entities.merge_reasons import MergeReason
from imena.entities.names.organisation_parts import parse_organisation
from imena.entities.names.similarity import consonant_key
from imena.entities.rules.alphabets import join_alphabets
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import EntityGraph
from imena.entities.rules.organisation_names import OrganisationName
from imena.entities.rules.places import country_node

NEEDS_ENTITIES = True  # the owner is the entity of a location
# Consonants from which spellings in two alphabets are joined. On SlavicNER's asia_bibi and covid-19
# B-cubed is the same from 2 to 4; at 5 recall of covid-19 falls by .013.
SHORTEST_CONSONANTS = 4


def needed_names(document: Document) -> NeededNames:
    """Return for each organisation the location that ends its name."""
    return {i: {owner} for i, owner in document.owners.items() if isinstance(owner, int)}


def apply(graph: EntityGraph) -> None:
    """Split all names of organisations, move them to their body's node and join alphabets."""
    locations = {
        (graph.contexts[row], name.normal): graph.entity_of(row)
        for row, name in enumerate(graph.names)
        if name.label == "LOC"
    }
    shared: dict[OrganisationName, OrganisationName] = {}  # equal ones as one object
    for row in graph.with_label("ORG"):
        organisation = _organisation(graph, row, locations)
        graph.organisations[row] = shared.setdefault(organisation, organisation)
    for row, organisation in graph.organisations.items():
        if organisation.body != organisation.key or organisation.owner is not None:
            node = body_node(graph, organisation.body, organisation.owner)
            has_owner = organisation.owner is not None
            graph.move(row, node, MergeReason.SAME_BODY if has_owner else MergeReason.SHORT_NAME)
    join_alphabets(
        graph,
        graph.counted(graph.organisations),
        lambda row: consonant_key(graph.organisations[row].body),
        SHORTEST_CONSONANTS,
    )


def _organisation(
    graph: EntityGraph, row: int, locations: dict[tuple[int, str], int]
) -> OrganisationName:
    """Split a name.

    Args:
        graph: of the name.
        row: of the name.
        locations: entities of locations by context and normal form.
    """
    name = graph.names[row]
    body, country = parse_organisation(name)
    owner = None
    if name.ending_location is not None:
        owner = locations.get((graph.contexts[row], name.ending_location))
    if name.is_home:
        country = HOME_COUNTRY
    if owner is None and country is not None:
        owner = country_node(graph, country)
    return OrganisationName(name.key, name.normal, body, owner)


def body_node(graph: EntityGraph, body: str, owner: int | None) -> int:
    """Return the node of a body of an owner."""
    identity = (body,) if owner is None else (body, graph.sets.find(owner))
    return graph.sets.node("ORG", *identity)


def may_be_short(graph: EntityGraph, row: int) -> bool:
    """Return whether an organisation may still be a short name: it has no owner, nor was moved."""
    was_not_moved = graph.move_reasons[row] in (None, MergeReason.SHORT_NAME)
    return graph.organisations[row].owner is None and was_not_moved
