"""Test network files for Gephi and other programs, read back by networkx."""

from xml.etree import ElementTree

import networkx as nx
import pytest
from tests.helpers.hostile import TEXTS
from tests.helpers.made import made

import imena
from imena.tables.network import network

READERS = {".gexf": nx.read_gexf, ".graphml": nx.read_graphml}


@pytest.mark.parametrize("suffix", READERS)
def test_the_network_is_read_back(suffix, tables, tmp_path):
    tables.write(tmp_path / f"n{suffix}")
    graph, found = network(tables), READERS[suffix](tmp_path / f"n{suffix}")
    assert set(found.nodes) == set(graph.nodes)
    for node, data in graph.nodes(data=True):
        assert found.nodes[node]["label"] == data["name"]
        assert found.nodes[node]["type"] == data["label"]
        for name in ("n_mentions", "n_docs", "wikidata", "iso"):
            assert found.nodes[node].get(name) == data.get(name)
    assert {frozenset(edge[:2]): edge[2] for edge in found.edges(data="weight")} == {
        frozenset(edge[:2]): edge[2] for edge in graph.edges(data="weight")
    }
    assert not found.is_directed()


def test_colours_and_sizes_for_gephi(news, tmp_path):
    news.write(tmp_path / "n.gexf")
    found = nx.read_gexf(tmp_path / "n.gexf")
    by_name = {data["label"]: data for _, data in found.nodes(data=True)}
    assert by_name["Валерий Герасимов"]["viz"]["color"] == {"r": 255, "g": 210, "b": 127, "a": 1.0}
    assert by_name["США"]["viz"]["color"] != by_name["Валерий Герасимов"]["viz"]["color"]
    sizes = {name: data["viz"]["size"] for name, data in by_name.items()}
    assert sizes["Баку"] == 60  # in two documents, the maximum here
    assert 10 < sizes["США"] < 60
    assert "lastmodifieddate" not in (tmp_path / "n.gexf").read_text("utf-8")


@pytest.mark.parametrize("suffix", READERS)
def test_cyrillic_is_not_escaped(suffix, news, tmp_path):
    news.write(tmp_path / f"n{suffix}")
    assert "Валерий Герасимов" in (tmp_path / f"n{suffix}").read_text("utf-8")


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("hostile", [True, False])
def test_characters_that_xml_cannot_contain(suffix, hostile, tmp_path):
    name = "Ба\x00ку\ufffe & <script>"
    tables = imena.extract(TEXTS) if hostile else made({"a": (name, [(0, len(name), "LOC")])})
    tables.write(tmp_path / f"n{suffix}")
    ElementTree.parse(tmp_path / f"n{suffix}")
    found = READERS[suffix](tmp_path / f"n{suffix}")
    labels = {data["label"] for _, data in found.nodes(data=True)}
    if hostile:
        assert labels == set(tables.entities["name"])
    else:
        assert labels == {"Ба\ufffdку\ufffd & <script>"}
