"""Join the names of an institution that is named after a person: «Центр им. Гамалеи»."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from imena.data_tables import read_table
from imena.entities.merge_reasons import MergeReason
from imena.entities.rules.document import no_names
from imena.entities.rules.graph import EntityGraph
from imena.forms.name_key import name_key

NEEDS_ENTITIES = False
needed_names = no_names
NAMED_AFTER = re.compile(
    r"(.+?) (?:имени|им\.) ?(?:академика |профессора )?"
    r"((?:[А-ЯЁ]\. ?){0,2}[А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё-]+)?)"
)
ONLY_KIND = re.compile(r"([А-ЯЁа-яё]+) ([А-ЯЁ][а-яё]+)")  # «Центр Гамалеи»
WORDS = re.compile(r"[\w-]+")


class Institution(NamedTuple):
    """The parts of the name of an institution."""

    kind: str  # what it is: «centre», «theatre»
    person: str  # the surname, in the genitive
    description: frozenset[str]  # other words: «эпидемиологии и микробиологии»


def apply(graph: EntityGraph) -> None:
    """Join the names of one kind and person, if at most one description is in the corpus."""
    institutions: dict[tuple[str, str], dict[frozenset[str], set[int]]] = defaultdict(dict)
    maybe: list[tuple[tuple[str, str], int]] = []
    for row in graph.counted(graph.organisations):
        normal = graph.names[row].normal
        institution = parse_institution(normal)
        if institution is not None:
            key = institution.kind, institution.person
            entities = institutions[key].setdefault(institution.description, set())
            entities.add(graph.entity_of(row))
        elif match := ONLY_KIND.fullmatch(normal):
            kind = institution_kinds().get(match[1].lower())
            if kind is not None:
                maybe.append(((kind, name_key(match[2])), graph.entity_of(row)))
    for key, entity in maybe:
        if key in institutions:
            institutions[key].setdefault(frozenset(), set()).add(entity)
    for descriptions in institutions.values():
        if len(descriptions.keys() - {frozenset()}) < 2:
            first, *others = sorted(set().union(*descriptions.values()))
            for other in others:
                graph.join(first, other, MergeReason.SHORT_NAME)


@lru_cache(100_000)
def parse_institution(normal: str) -> Institution | None:
    """Return the parts of an institution's name, if it is named after a person.

    >>> parse_institution("Научный центр гематологии имени А. А. Богомольца")
    Institution(kind='centre', person='богомольца', description=frozenset({'гематологии'}))
    """
    match = NAMED_AFTER.search(normal)
    if match is None:
        return None
    kinds = institution_kinds()
    words = WORDS.findall(name_key(match[1]))
    known = [kinds[word] for word in words if kinds.get(word)]
    if not known:
        return None
    person = name_key(match[2]).replace(".", " ").split()[-1]
    return Institution(known[0], person, frozenset(words).difference(kinds, ("и",)))


@cache
def institution_kinds() -> dict[str, str]:
    """Return the kind that a word stands for; empty for words that only praise or classify."""
    rows = read_table("imena.entities.names", "institution_kinds")
    return {row["word"]: row["kind"] for row in rows}
