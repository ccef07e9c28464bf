"""Test the co-occurrence network."""

import dataclasses

import networkx as nx
import pytest

import imena
from imena.errors import UsageError

TEXTS = {
    "d": "Валерий Герасимов прилетел в Баку, и Герасимова там ждали. В Баку он встретил Данфорда.",
    "e": "Герасимов и Данфорд не были в Москве.",
}


@pytest.fixture(scope="module")
def found():
    return imena.extract(TEXTS)


def edges(graph):
    name = nx.get_node_attributes(graph, "name")
    return {
        " — ".join(sorted((name[a], name[b]))): weight
        for a, b, weight in graph.edges(data="weight")
    }


def test_a_pair_is_counted_once_in_a_sentence(found):
    assert edges(imena.network(found)) == {
        "Баку — Валерий Герасимов": 1,
        "Баку — Данфорд": 1,
        "Валерий Герасимов — Данфорд": 1,
        "Валерий Герасимов — Москва": 1,
        "Данфорд — Москва": 1,
    }


def test_a_pair_is_counted_once_in_a_document(found):
    graph = imena.network(found, unit="document", least=2)
    assert edges(graph) == {"Валерий Герасимов — Данфорд": 2}
    assert len(graph) == 4


def test_the_most_frequent_entities_are_kept(found):
    graph = imena.network(found, top=2)
    assert set(nx.get_node_attributes(graph, "name").values()) == {"Валерий Герасимов", "Данфорд"}
    assert edges(graph) == {"Валерий Герасимов — Данфорд": 1}


def test_attributes_of_a_node(found):
    (node,) = (data for _, data in imena.network(found).nodes(data=True) if data["name"] == "Баку")
    assert node["label"] == "LOC"
    assert (node["n_mentions"], node["n_docs"]) == (2, 1)
    assert node["wikidata"] == "Q9248"


def test_nested_names_and_repeats_do_not_co_occur():
    found = imena.extract(["Минобороны России закупило кровати."])
    assert len(found.mentions) == 2
    assert edges(imena.network(found)) == {}
    page = imena.extract(["Герасимов и Данфорд встретились в Баку, пишет газета.\n" * 3])
    assert page.mentions["repeat_of"].notna().sum() == 6
    assert set(edges(imena.network(page)).values()) == {1}


def test_a_folder_gives_the_same_network(tables, tmp_path):
    tables.write(tmp_path / "out")
    graph = imena.network(imena.open(tmp_path / "out"), top=20)
    assert nx.utils.graphs_equal(graph, imena.network(tables, top=20))
    assert len(graph) == 20


def test_no_mentions_and_wrong_options(found):
    none = dataclasses.replace(
        found, mentions=found.mentions.head(0), entities=found.entities.head(0)
    )
    assert len(imena.network(none)) == 0
    with pytest.raises(UsageError, match="choose sentence, document"):
        imena.network(found, unit="page")
    with pytest.raises(UsageError, match="top cannot be 0"):
        imena.network(found, top=0)
