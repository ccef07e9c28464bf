"""Join the spellings of persons' full names: short forms, misspellings, two alphabets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations

from imena.entities.merge_reasons import MergeReason
from imena.entities.names.first_names import (
    canonical_first_name,
    first_name_group,
    full_first_names,
)
from imena.entities.names.similarity import (
    consonant_key,
    is_inner_edit,
    is_latin,
    one_edit_apart,
    russian_consonants,
    spelling_key,
)
from imena.entities.names.transliteration import is_transliteration, sound_key
from imena.entities.rules.alphabets import join_alphabets
from imena.entities.rules.graph import EntityGraph, only_one
from imena.entities.rules.person_names import PersonName, may_be_same_middle
from imena.forms.analyse import is_known, parses

# Letters of a full name, and of the part of it with the edit, from which one edit may be a
# misspelling. B-cubed of SlavicNER's asia_bibi and covid-19 is the same from 5 to 8 and 2 to 4;
# above, recall of asia_bibi falls by .058, since «Азия Биби» is «Асия Биби».
SHORTEST_FULL_NAME = 8
SHORTEST_PART = 4
# Consonants, with the space between two names, from which spellings in two alphabets are joined.
# B-cubed is the same there from 3 to 6; at 7 recall of covid-19 falls by .003.
SHORTEST_CONSONANTS = 6
# Letters that a spelling may have more than another with the same consonants: «Саиф уль-Малук» and
# «Сайфул Малук», not «Бабурин» and «Брин». Chosen by hand.
MOST_ADDED = 2
# Names with the same consonants up to which they are spellings of one; more are different people.
# B-cubed of SlavicNER and NEREL is the same from 5 to 50; fewer also keep the time linear.
MOST_SPELLINGS = 5


def join_spellings(graph: EntityGraph, full: list[int]) -> None:
    """Join the names that are spellings of one.

    Args:
        graph: of the names, with the parts of persons' names.
        full: rows of full names.
    """
    _join_first_names(graph, full)
    _join_misspellings(graph, full)
    _join_spellings(graph, full)
    _join_transliterations(graph, full)
    join_alphabets(graph, full, lambda row: _consonant_key(graph.persons[row]), SHORTEST_CONSONANTS)


def _consonant_key(person: PersonName) -> str:
    return f"{consonant_key(person.first)} {consonant_key(person.last)}"


def _join_first_names(graph: EntityGraph, full: list[int]) -> None:
    """Join «Джо Байден» with «Джозеф Байден», if there is no other full name for the short one."""
    by_group: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(dict)
    for row in full:
        person = graph.persons[row]
        rows = by_group[first_name_group(person.first), person.last].setdefault(person.first, [])
        if not rows or graph.node_of[row] != graph.node_of[rows[-1]]:
            rows.append(row)
    for first_names in by_group.values():
        if len(first_names) > 1:
            _join_group(graph, first_names)


def _join_group(graph: EntityGraph, rows_of: Mapping[str, list[int]]) -> None:
    """Join the short first names of one last name with the full ones.

    Args:
        graph: of the names.
        rows_of: names by first name.
    """
    full: dict[str, list[int]] = defaultdict(list)  # by canonical first name
    for first in sorted(rows_of):
        canonical = canonical_first_name(first)
        if canonical != first or len(full_first_names(first)) == 1:
            full[canonical] += rows_of[first]
    for first in sorted(rows_of.keys() - full.keys()):
        meant = [name for name in full_first_names(first) if name in full]
        if len(meant) == 1:
            full[meant[0]] += rows_of[first]
    for rows in full.values():
        middles = {graph.persons[row].middle for row in rows}
        longest = max(middles, key=lambda middle: (len(middle), middle))
        if all(middle == longest or may_be_same_middle(longest, middle) for middle in middles):
            for row in rows[1:]:
                graph.join(graph.node_of[rows[0]], graph.node_of[row], MergeReason.SHORT_FIRST_NAME)


def _join_misspellings(graph: EntityGraph, full: list[int]) -> None:
    """Join names one edit apart: «Азия Биби» and «Асия Биби», not «Мария» and «Марина»."""
    nodes: dict[str, int] = {}  # by first and last name; a first name has no space
    for row in full:
        person = graph.persons[row]
        nodes.setdefault(f"{person.first} {person.last}", graph.node_of[row])
    for one, other in one_edit_apart(sorted(nodes)):
        if _is_misspelling(one.split(" ", 1), other.split(" ", 1)):
            graph.join(nodes[one], nodes[other], MergeReason.ONE_EDIT)


def _join_spellings(graph: EntityGraph, full: list[int]) -> None:
    """Join «Хайко Маас» with «Гайко Мас», and «Сайфул Малук» with «Саиф уль-Малук»."""
    by_sound: dict[str, dict[PersonName, int]] = defaultdict(dict)
    for row in full:
        person = graph.persons[row]
        if not is_latin(person.last):
            for key in _spelling_keys(person):
                by_sound[key].setdefault(person, row)
    for persons in by_sound.values():
        if not 1 < len(persons) <= MOST_SPELLINGS:
            continue
        for one, other in combinations(sorted(persons, key=_by_parts), 2):
            if _may_be_one_spelling(one, other):
                nodes = graph.node_of[persons[one]], graph.node_of[persons[other]]
                graph.join(*nodes, reason=MergeReason.SPELLING)


def _by_parts(person: PersonName) -> tuple[str, str, str]:
    return person.first, person.middle, person.last


@lru_cache(20_000)
def _spelling_keys(person: PersonName) -> tuple[str, ...]:
    """Return the keys that spellings of a full name share: of its letters, and its consonants."""
    first, last = person.first, person.last.replace("-", " ")
    keys = [f"= {spelling_key(first)} {spelling_key(last)}"]
    consonants = russian_consonants(first) + russian_consonants(last)
    if len(consonants) >= SHORTEST_CONSONANTS:
        keys.append(consonants)
    return tuple(keys)


def _may_be_one_spelling(one: PersonName, other: PersonName) -> bool:
    """Return whether two names that sound alike may be one, and are not two known names."""
    pairs = ((one.first, other.first), (one.last, other.last))
    changed = [(a, b) for a, b in pairs if a != b]
    middles = sorted((one.middle, other.middle), key=lambda middle: (-len(middle), middle))
    return (
        bool(changed)  # else the middle names have decided
        and (middles[0] == middles[1] or may_be_same_middle(*middles))
        and abs(len(one.first + one.last) - len(other.first + other.last)) <= MOST_ADDED
        and not any(_is_known_name(a) and _is_known_name(b) for a, b in changed)
    )


def _join_transliterations(graph: EntityGraph, full: list[int]) -> None:
    """Join «Джо Байден» with «Joe Biden», if each may be a transliteration of the other alone."""
    latin: dict[tuple[str, str], dict[PersonName, int]] = defaultdict(dict)
    for row in full:
        if is_latin(graph.names[row].key):
            person = graph.persons[row]
            latin[_sound_keys(person)].setdefault(person, row)
    cyrillic_of: dict[int, set[int]] = defaultdict(set)  # entities
    latin_of: dict[int, set[int]] = defaultdict(set)
    for row in full if latin else ():
        person = graph.persons[row]
        for other, other_row in latin.get(_sound_keys(person), {}).items():
            if not is_latin(graph.names[row].key) and _is_transliteration(person, other):
                one, two = graph.entity_of(row), graph.entity_of(other_row)
                cyrillic_of[two].add(one)
                latin_of[one].add(two)
    for entity in sorted(cyrillic_of):
        original = only_one(cyrillic_of[entity])
        if original is not None and len(latin_of[original]) == 1:
            graph.join(original, entity, MergeReason.OTHER_ALPHABET)


def _sound_keys(person: PersonName) -> tuple[str, str]:
    return sound_key(person.first), sound_key(person.last)


def _is_transliteration(cyrillic: PersonName, latin: PersonName) -> bool:
    return is_transliteration(cyrillic.first, latin.first) and is_transliteration(
        cyrillic.last, latin.last
    )


def _is_misspelling(one: list[str], other: list[str]) -> bool:
    """Return whether one edit misspells a name, and does not make another known name of it."""
    changed = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(changed) != 1 or len("".join(one)) < SHORTEST_FULL_NAME:
        return False
    a, b = changed[0]
    if not is_inner_edit(a, b) or min(len(a), len(b)) < SHORTEST_PART:
        return False
    return not (_is_known_name(a) and _is_known_name(b))


def _is_known_name(word: str) -> bool:
    return is_known(word) and any(p.tag.grammemes & {"Name", "Surn"} for p in parses(word))
