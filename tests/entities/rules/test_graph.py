"""Test the graph of names: moves, joins and cannot-links."""

import pytest
from tests.helpers.written_corpora import mentions_table

from imena.dictionary.dictionary import EMPTY, read_dictionary
from imena.entities.aggregation.aggregate import Aggregate, names_of
from imena.entities.aggregation.context_table import read_names
from imena.entities.merge_reasons import MergeReason
from imena.entities.rules.graph import EntityGraph, dominant, only_one

REASON = MergeReason.ONE_EDIT


def graph_of(corpus, dictionary=EMPTY):
    aggregate = Aggregate()
    aggregate.add(names_of(mentions_table(corpus))[0])
    names = read_names(aggregate.names())
    return EntityGraph(names, names.names, dictionary)


def row_of(graph, normal, *, document=None):
    rows = [
        row
        for row, name in enumerate(graph.names)
        if name.normal == normal and graph.documents[row]
    ]
    return rows[document or 0]


def test_names_with_one_key_share_a_node():
    graph = graph_of("а: ORG Вектор | б: ORG «ВЕКТОР» | в: LOC Вектор")
    (location,) = graph.with_label("LOC")
    one, other = graph.with_label("ORG")
    assert graph.entity_of(one) == graph.entity_of(other) != graph.entity_of(location)


def test_a_join_holds_for_all_names_and_a_move_for_one():
    graph = graph_of("а: PER Иван Петров, Петров | б: PER Олег Петров, Петров | в: PER Глава")
    first, second = row_of(graph, "Петров"), row_of(graph, "Петров", document=1)
    ivan, chief = row_of(graph, "Иван Петров"), row_of(graph, "Глава")
    graph.move(first, graph.node_of[ivan], REASON, is_short=True)
    assert graph.entity_of(first) == graph.entity_of(ivan) != graph.entity_of(second)
    assert graph.is_short[first]
    assert graph.reason_of(first) is REASON
    assert graph.reason_of(second) is None
    graph.join(graph.node_of[second], graph.node_of[chief], MergeReason.HYPHEN)
    assert graph.entity_of(second) == graph.entity_of(chief) != graph.entity_of(first)
    assert graph.reason_of(second) is MergeReason.HYPHEN


def test_names_split_by_the_dictionary_are_never_joined():
    dictionary = read_dictionary({"split": [["Петров", "Иван Петров"]]})
    graph = graph_of("а: PER Иван Петров, Петров, Глава", dictionary)
    short, full, chief = (row_of(graph, name) for name in ("Петров", "Иван Петров", "Глава"))
    graph.move(short, graph.node_of[full], REASON)
    assert graph.entity_of(short) != graph.entity_of(full)
    graph.move(full, graph.node_of[chief], REASON)
    graph.move(short, graph.node_of[chief], REASON)
    assert graph.entity_of(full) == graph.entity_of(chief) != graph.entity_of(short)


def test_supporting_names_move_with_their_name_and_are_not_counted():
    graph = graph_of("а: PER Иван Петров, Петров; LOC Баку")
    short = row_of(graph, "Петров")
    (support,) = graph.supporting_names(short)
    assert graph.names[support].normal == "Иван Петров"
    assert graph.counted([short, support]) == [short]


@pytest.mark.parametrize(
    ("candidates", "single", "frequent"),
    [
        ({}, None, None),
        (None, None, None),
        ({7: 1}, 7, 7),
        ({7: 5, 8: 1}, None, 7),
        ({7: 4, 8: 1}, None, None),
        ({7: 1, 8: 0}, None, 7),
    ],
)
def test_one_candidate(candidates, single, frequent):
    assert only_one(candidates) == single
    assert dominant(candidates) == frequent
