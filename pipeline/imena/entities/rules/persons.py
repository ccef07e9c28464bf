"""Split the names of persons, and join the spellings of full names."""

from __future__ import annotations

from collections import defaultdict

from imena.entities.merge_reasons import MergeReason
from imena.entities.rules.document import no_names
from imena.entities.rules.graph import EntityGraph
from imena.entities.rules.person_names import (
    NO_PERSON,
    PersonName,
    may_be_same_middle,
    split_person,
)
from imena.entities.rules.person_spellings import join_spellings

NEEDS_ENTITIES = False
needed_names = no_names


def apply(graph: EntityGraph) -> None:
    """Split all names of persons and join the spellings of full names."""
    rows = graph.with_label("PER")
    graph.persons = [NO_PERSON] * len(graph.names)
    for row in rows:
        graph.persons[row] = split_person(graph.names[row].normal)
    counted = graph.counted(rows)
    full = [row for row in counted if graph.persons[row].is_full]
    _join_orders(graph, counted)
    _join_hyphens(graph, counted, full)
    _join_middle_names(graph, full)
    join_spellings(graph, full)
    for row in full:
        graph.is_full_person[row] = True
    graph.surnames = frozenset(graph.persons[row].last for row in full)


def _join_orders(graph: EntityGraph, rows: list[int]) -> None:
    """Join «И. И. Лунин», «И.И.Лунин» and «Лунин И. И.»."""
    nodes: dict[PersonName, int] = {}
    for row in rows:
        person = graph.persons[row]
        if person.is_abbreviated:
            node = nodes.setdefault(person, graph.node_of[row])
            graph.join(node, graph.node_of[row], MergeReason.SAME_FIRST_AND_LAST_NAME)


def _join_hyphens(graph: EntityGraph, rows: list[int], full: list[int]) -> None:
    """Join «Азия-Биби» with «Азия Биби», «Саиф-уль-Малук» with «Саиф уль-Малук»."""
    nodes = {graph.names[row].key.replace("-", " "): graph.node_of[row] for row in full}
    for row in rows:
        key = graph.names[row].key
        if "-" in key:
            node = nodes.get(key.replace("-", " "), graph.node_of[row])
            graph.join(node, graph.node_of[row], MergeReason.HYPHEN)


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
        if all(may_be_same_middle(longest, middle) for middle in others):
            for middle in others:
                graph.join(nodes[name][longest], nodes[name][middle], reason)


def _without_middle(person: PersonName) -> tuple[str, str]:
    return person.first.replace("-", ""), person.last.replace("-", "")
