"""Move short names of organisations to full names: acronyms, beginnings, what stands in quotes.

A full name of the same document comes first, then the only one of the corpus. A name that everybody
knows, or a body that every state has, is not short for a full name of another document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

from imena.entities.linking.linker import country_of, link
from imena.entities.merge_reasons import INITIALS, ONLY_BODY, PREFIX, QUOTED
from imena.entities.names.organisation_parts import (
    is_known_body,
    parse_organisation,
)
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import DOMINANT, EntityGraph, dominant, only_one
from imena.entities.rules.organisation_names import (
    Key,
    OrganisationName,
    index_keys,
    lookup_keys,
)
from imena.entities.rules.organisations import may_be_short
from imena.forms.analyse import is_known

NEEDS_ENTITIES = True
# Letters from which a name is looked up in other documents too. Chosen by hand: B-cubed of
# SlavicNER's asia_bibi and covid-19 does not depend on them (1 to 5, 2 to 7, 4 to 9).
SHORTEST_IN_CORPUS = {"initials": 3, "quoted": 4, "prefix": 6}
ANY_OWNER = 0  # stands for the node of an owner where only its presence counts
REASONS = {"body": ONLY_BODY, "initials": INITIALS, "quoted": QUOTED, "prefix": PREFIX}  # by kind
Index = Mapping[Key, Mapping[int, int]]  # entities with their documents


def needed_names(document: Document) -> NeededNames:
    """Return for each organisation without an owner the full names that it may be short for."""
    rows = document.by_label["ORG"]
    if len(rows) == 1 or len(document.owners) == len(rows):
        return {}
    organisations = {i: _document_organisation(document, i) for i in rows}
    by_key: dict[Key, list[int]] = defaultdict(list)
    for i, organisation in organisations.items():
        for key in index_keys(organisation):
            by_key[key].append(i)
    needed = {}
    for i, organisation in organisations.items():
        if organisation.owner is None:
            # The first key that the document has decides, so later ones are not looked at.
            matches = (by_key[key] for key in lookup_keys(organisation) if key in by_key)
            needed[i] = set(next(matches, ()))
    return needed


def _document_organisation(document: Document, i: int) -> OrganisationName:
    """Return an organisation of a document; of its owner only the presence is known."""
    name = document.names[i]
    owner = ANY_OWNER if i in document.owners else None
    return OrganisationName(name.key, name.normal, parse_organisation(name).body, owner)


def apply(graph: EntityGraph) -> None:
    """Move names of several words first, so that acronyms find them at their final entity."""
    organisations = graph.organisations
    counted = graph.counted(organisations)
    different = set(organisations.values())
    wanted = {key for one in different if one.owner is None for key in lookup_keys(one)}
    keys = {one: tuple(wanted.intersection(index_keys(one))) for one in different}
    for has_several_words in (True, False):
        in_corpus = graph.index(counted, lambda row: keys[organisations[row]])
        documents: Counter[int] = Counter()  # by entity
        for row in counted:
            documents[graph.entity_of(row)] += graph.documents[row]
        for context in graph.by_context(organisations):
            in_document = graph.index(context, lambda row: keys[organisations[row]])
            for row in context:
                is_turn = (" " in organisations[row].key) == has_several_words
                if is_turn and may_be_short(graph, row):
                    _move(graph, row, in_document, in_corpus, documents)


def _move(
    graph: EntityGraph,
    row: int,
    in_document: Index,
    in_corpus: Index,
    documents: Mapping[int, int],
) -> None:
    """Move a name to the full name that it is short for.

    Args:
        graph: of the name.
        row: of the name.
        in_document: the entities of its document by key.
        in_corpus: the entities of the corpus by key.
        documents: how many each entity has.
    """
    organisation, entity = graph.organisations[row], graph.entity_of(row)
    for key in lookup_keys(organisation):
        kind, _ = key
        here = in_document.get(key)
        if here:
            target = only_one(here) if entity not in here else None
            if target is not None:
                graph.move(row, target, REASONS[kind].in_document, is_short=True)
            return
        if not _may_be_short_elsewhere(organisation, kind):
            continue
        everywhere = in_corpus.get(key, {})
        target = dominant(everywhere) if entity not in everywhere else None
        # «Pfizer» is not short for the one «Pfizer Medical» of a corpus that is full of «Pfizer».
        if target is not None and everywhere[target] * DOMINANT >= documents[entity]:
            graph.move(row, target, REASONS[kind].in_corpus, is_short=True)
            return


@lru_cache(100_000)
def _may_be_short_elsewhere(organisation: OrganisationName, kind: str) -> bool:
    """Return whether a name may be short for one of another document."""
    if kind == "body" or len(organisation.key) < SHORTEST_IN_CORPUS[kind]:
        return False
    if _is_famous(organisation):
        return False
    return kind != "prefix" or not _has_known_words_only(organisation.key)


@lru_cache(100_000)
def _is_famous(organisation: OrganisationName) -> bool:
    """Return whether a name alone says what it means: НАТО, BBC, Газпром."""
    normal = organisation.normal
    is_linked = link("ORG", normal) is not None or country_of(normal) is not None
    return is_linked or is_known_body(organisation.key)


@lru_cache(100_000)
def _has_known_words_only(key: str) -> bool:
    """Return whether all words are in the dictionary: «агентство», «коммунистическая партия»."""
    return all(map(is_known, re.findall(r"\w+", key)))
