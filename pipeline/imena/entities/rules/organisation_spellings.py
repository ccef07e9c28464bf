"""Join misspelt names of organisations: «Роснефтегаз» and «Роснефтигаз»."""

from __future__ import annotations

from imena.entities.merge_reasons import MergeReason
from imena.entities.names.organisation_parts import parse_organisation
from imena.entities.names.similarity import is_inner_edit, one_edit_apart
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import EntityGraph
from imena.entities.rules.spellings import may_be_misspelt, needed_spellings
from imena.forms.analyse import is_known

NEEDS_ENTITIES = False  # only whether both spellings occur in the document matters


def needed_names(document: Document) -> NeededNames:
    """Return for each body the similar ones: two spellings in one document are not joined."""
    bodies = {i: parse_organisation(document.names[i]).body for i in document.by_label["ORG"]}
    return needed_spellings(document, "ORG", bodies)


def apply(graph: EntityGraph) -> None:
    """Join bodies of one owner that are one edit apart, if no document has both."""
    organisations = graph.organisations
    entities: dict[tuple[str, int | None], int] = {}  # by body and owner
    for row in graph.counted(organisations):
        organisation = organisations[row]
        if may_be_misspelt("ORG", organisation.body):
            entities.setdefault((organisation.body, organisation.owner), graph.entity_of(row))
    owners: dict[str, list[int | None]] = {}
    for body, owner in sorted(entities, key=lambda key: (key[0], key[1] or 0)):
        owners.setdefault(body, []).append(owner)
    pairs = {pair for pair in one_edit_apart(sorted(owners)) if _is_misspelling(*pair)}
    bodies = {row: organisation.body for row, organisation in organisations.items()}
    different = graph.pairs_in_one_document(bodies, pairs)
    for one, other in sorted(pairs - different):
        for owner in owners[one]:
            if owner in owners[other]:
                graph.join(entities[one, owner], entities[other, owner], MergeReason.ONE_EDIT)


def _is_misspelling(one: str, other: str) -> bool:
    """Return whether one of two bodies may be misspelt: not «Красный Крест», «Красный Брест»."""
    if not is_inner_edit(one, other):
        return False
    changed = set(one.split()) ^ set(other.split())
    return not changed or not all(map(is_known, changed))
