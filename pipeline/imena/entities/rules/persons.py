"""Join the spellings of persons' full names: hyphens, middle names, one edit, two alphabets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from imena.entities.merge_reasons import MergeReason
from imena.entities.names.first_names import (
    canonical_first_name,
    first_name_group,
    full_first_names,
)
from imena.entities.names.similarity import (
    consonant_key,
    edit_position,
    is_inner_edit,
    one_edit_apart,
)
from imena.entities.rules.alphabets import join_alphabets
from imena.entities.rules.document import no_names
from imena.entities.rules.graph import EntityGraph
from imena.entities.rules.person_names import NO_PERSON, PersonName, split_person
from imena.forms.analyse import is_known, parses

NEEDS_ENTITIES = False
needed_names = no_names
# Letters of a full name, and of the part of it with the edit, from which one edit may be a
# misspelling. B-cubed of SlavicNER's asia_bibi and covid-19 is the same from 5 to 8 and 2 to 4;
# above, recall of asia_bibi falls by .058, since «Азия Биби» is «Асия Биби».
SHORTEST_FULL_NAME = 8
SHORTEST_PART = 4
# Consonants, with the space between two names, from which spellings in two alphabets are joined.
# B-cubed is the same there from 3 to 6; at 7 recall of covid-19 falls by .003.
SHORTEST_CONSONANTS = 6


def apply(graph: EntityGraph) -> None:
    """Split all names of persons and join the spellings of full names."""
    rows = graph.with_label("PER")
    graph.persons = [NO_PERSON] * len(graph.names)
    for row in rows:
        graph.persons[row] = split_person(graph.names[row].normal)
    counted = graph.counted(rows)
    full = [row for row in counted if graph.persons[row].is_full]
    _join_hyphens(graph, counted, full)
    _join_middle_names(graph, full)
    _join_first_names(graph, full)
    _join_misspellings(graph, full)
    join_alphabets(graph, full, lambda row: _consonant_key(graph.persons[row]), SHORTEST_CONSONANTS)
    for row in full:
        graph.is_full_person[row] = True
    graph.surnames = frozenset(graph.persons[row].last for row in full)


def _consonant_key(person: PersonName) -> str:
    return f"{consonant_key(person.first)} {consonant_key(person.last)}"


def _join_hyphens(graph: EntityGraph, rows: list[int], full: list[int]) -> None:
    """Join «Азия-Биби» with «Азия Биби»."""
    nodes = {graph.names[row].key: graph.node_of[row] for row in full}
    for row in rows:
        key = graph.names[row].key
        spaced = key.replace("-", " ")
        if spaced != key and spaced in nodes:
            graph.join(nodes[spaced], graph.node_of[row], MergeReason.HYPHEN)


def _join_middle_names(graph: EntityGraph, full: list[int]) -> None:
    """Join «Хадим Ризви» with «Хадим Хусейн Ризви», if there is no other «Хадим … Ризви»."""
    reason = MergeReason.SAME_FIRST_AND_LAST_NAME
    first_row: dict[tuple[str, str], int] = {}
    on_several_nodes = set()
    for row in full:
        name = _without_middle(graph.persons[row])
        other = first_row.setdefault(name, row)
        if graph.node_of[row] != graph.node_of[other]:
            on_several_nodes.add(name)
    nodes: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)  # by name, by middle name
    for row in full if on_several_nodes else ():
        name, middle = _without_middle(graph.persons[row]), graph.persons[row].middle
        if name not in on_several_nodes:
            continue
        if middle in nodes[name]:
            graph.join(nodes[name][middle], graph.node_of[row], reason)
        else:
            nodes[name][middle] = graph.node_of[row]
    for name in sorted(nodes):
        longest, *others = sorted(nodes[name], key=lambda middle: (-len(middle), middle))
        if all(_may_be_same_middle(longest, middle) for middle in others):
            for middle in others:
                graph.join(nodes[name][longest], nodes[name][middle], reason)


def _without_middle(person: PersonName) -> tuple[str, str]:
    return person.first.replace("-", ""), person.last.replace("-", "")


def _may_be_same_middle(one: str, other: str) -> bool:
    """Return whether a middle name may stand for another: none, its initial, a misspelling."""
    is_initial = len(other.rstrip(".")) == 1 and one[:1] == other[:1]
    return not other or is_initial or edit_position(one, other) is not None


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
        if all(middle == longest or _may_be_same_middle(longest, middle) for middle in middles):
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
