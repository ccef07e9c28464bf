"""Move abbreviations made of syllables to full names: «Госдума», «Государственная дума»."""

from __future__ import annotations

from collections import defaultdict

from imena.entities.merge_reasons import SYLLABLES
from imena.entities.names.abbreviations import abbreviates
from imena.entities.names.organisation_parts import parse_organisation
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import EntityGraph, only_one

NEEDS_ENTITIES = True
# Letters of an abbreviation. Chosen by hand: B-cubed of SlavicNER's asia_bibi and covid-19 is the
# same from 3 to 8.
SHORTEST = 5
# Letters that an abbreviation and its full name start with, by which full names of the corpus are
# looked up. Chosen by hand: from 1 to 5 B-cubed is the same there.
SHARED_START = 3


def needed_names(document: Document) -> NeededNames:
    """Return for each word without an owner the full names that it may abbreviate."""
    bodies = {i: parse_organisation(document.names[i]).body for i in document.by_label["ORG"]}
    full = [i for i, body in bodies.items() if " " in body]
    return {
        i: {other for other in full if abbreviates(body, bodies[other])}
        for i, body in bodies.items()
        if full and i not in document.owners and _may_be_syllables(body)
    }


def apply(graph: EntityGraph) -> None:
    """Move each abbreviation to the only full name of its document, else of the corpus."""
    organisations = graph.organisations
    in_corpus: dict[str, set[int]] = defaultdict(set)  # entities by body
    for row in graph.counted(organisations):
        organisation = organisations[row]
        if " " in organisation.key and organisation.owner is None:
            in_corpus[organisation.body].add(graph.entity_of(row))
    by_start: dict[str, list[str]] = defaultdict(list)
    for body in sorted(in_corpus):
        by_start[body[:SHARED_START]].append(body)
    abbreviated: dict[str, set[int]] = {}  # entities of the corpus by abbreviation
    for context in graph.by_context(organisations):
        full_names = {
            (organisations[row].body, graph.entity_of(row))
            for row in context
            if " " in organisations[row].body
        }
        for row in context:
            body = organisations[row].body
            is_free = graph.move_reasons[row] is None and organisations[row].owner is None
            if not is_free or not _may_be_syllables(body):
                continue
            here = {entity for full, entity in full_names if abbreviates(body, full)}
            if body not in abbreviated:
                likely = (full for full in by_start[body[:SHARED_START]] if abbreviates(body, full))
                abbreviated[body] = {entity for full in likely for entity in in_corpus[full]}
            reason = SYLLABLES.in_document if here else SYLLABLES.in_corpus
            target = only_one(here or abbreviated[body])
            if target is not None and target != graph.entity_of(row):
                graph.move(row, target, reason, is_short=True)


def _may_be_syllables(body: str) -> bool:
    return len(body) >= SHORTEST and " " not in body
