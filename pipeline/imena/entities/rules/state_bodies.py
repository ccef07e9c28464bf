"""Move bodies of state that are named without their country to the country that they belong to.

In Russian news a bare «МИД» is Russia's unless the text says otherwise, and a country that is only
mentioned says little. So the body belongs to the only country of its document if that is Russia, if
another body of that state is named there, or if the body has no usual short name. Otherwise it
belongs to the only country of the document that has such a body anywhere in the corpus.
"""

from __future__ import annotations

from collections import defaultdict

from imena.entities.linking.gazetteer import countries
from imena.entities.linking.linker import HOME_COUNTRY
from imena.entities.merge_reasons import MergeReason
from imena.entities.names.organisation_parts import (
    has_short_name,
    is_state_body,
    parse_organisation,
)
from imena.entities.names.types import StateBodyContext
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import EntityGraph, only_one
from imena.entities.rules.organisations import body_node, may_be_short
from imena.entities.rules.places import country_node

NEEDS_ENTITIES = False  # the entities of linked locations do not depend on their document


def needed_names(document: Document) -> NeededNames:
    """Return for each bare body the locations that other bodies belong to, if they may decide."""
    if len(document.countries) != 1:
        return {}
    needed = {}
    for i in document.by_label["ORG"]:
        if _needs_another_body(document, i):
            country = countries()[0][document.countries[0]].ids.location_id
            needed[i] = {
                owner
                for owner in document.owners.values()
                if isinstance(owner, int) and document.names[owner].location_id in (None, country)
            }
    return needed


def state_body_context(document: Document, i: int) -> StateBodyContext | None:
    """Return what a document says about a body of state without a country; None for other names."""
    if not _is_bare(document, i):
        return None
    codes = document.countries
    if len(codes) > 1:
        return StateBodyContext(codes, is_regional=False, owners=())
    if not _needs_another_body(document, i):
        return StateBodyContext(codes, document.is_regional, ())
    has_body = codes[0] in document.owners.values()
    return StateBodyContext(codes, is_regional=False, owners=codes if has_body else ())


def _is_bare(document: Document, i: int) -> bool:
    """Return whether a name is a body of state without a country in a document that names one."""
    name = document.names[i]
    if name.label != "ORG" or i in document.owners or not document.countries:
        return False
    return is_state_body(parse_organisation(name).body)


def _needs_another_body(document: Document, i: int) -> bool:
    """Return whether a bare body is its document's country's only if another body is."""
    if document.is_regional or document.countries == (HOME_COUNTRY,):
        return False
    return _is_bare(document, i) and has_short_name(parse_organisation(document.names[i]).body)


def apply(graph: EntityGraph) -> None:
    """Move bare bodies of state to the node of the body and its country."""
    home = graph.sets.find(country_node(graph, HOME_COUNTRY))
    owners: dict[str, set[int]] = defaultdict(set)  # in the corpus, by body
    for row in graph.counted(graph.organisations):
        organisation = graph.organisations[row]
        if organisation.owner is not None:
            owners[organisation.body].add(graph.sets.find(organisation.owner))
    for row, context in graph.state_bodies.items():
        if not may_be_short(graph, row):
            continue
        body = graph.organisations[row].body
        here = {graph.sets.find(country_node(graph, iso)) for iso in context.countries}
        owner, reason = only_one(here), MergeReason.ONLY_COUNTRY
        is_likely = (
            not has_short_name(body) or owner == home or owner in _owners_in_document(graph, row)
        )
        if owner is None or context.is_regional or not is_likely:
            owner, reason = only_one(here & owners[body]), MergeReason.ONLY_COUNTRY_WITH_BODY
            if home in here and owner != home and has_short_name(body):
                owner = None
        if owner is not None:
            graph.move(row, body_node(graph, body, owner), reason, is_short=True)


def _owners_in_document(graph: EntityGraph, row: int) -> set[int]:
    """Return the owners of the bodies in a bare body's document, as far as they may decide."""
    nodes = {country_node(graph, iso) for iso in graph.state_bodies[row].owners}
    for supporting in graph.supporting_names(row):
        if supporting in graph.organisations:
            owner = graph.organisations[supporting].owner
        else:
            owner = graph.entity_of(supporting)
        if owner is not None:
            nodes.add(owner)
    return {graph.sets.find(node) for node in nodes}
