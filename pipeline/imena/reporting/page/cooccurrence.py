"""Tables and the entities listed in, who is mentioned with whom out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx
import pandas as pd

from imena.tables.network import network
from imena.tables.tables import Tables

DRAWN = 50  # entities of the network: more names than that, nobody reads
LINES = 150  # the strongest; with more, names are read off a tangle
BESIDE = 12  # entities of a card that it is mentioned with


def company(tables: Tables, listed: pd.DataFrame) -> nx.Graph:
    """The network of the listed entities, an edge for those that one sentence names."""
    return network(tables.replacing(entities=listed), unit="sentence")


def beside(graph: nx.Graph, ids: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Of each entity those it is mentioned with most, by their places in ``ids``; and how often."""
    place = {one: number for number, one in enumerate(ids)}
    found = []
    for one in ids:
        others = ((place[other], edge["weight"]) for other, edge in graph.adj[one].items())
        found.append(sorted(others, key=lambda other: (-other[1], other[0]))[:BESIDE])
    return found


def drawn(graph: nx.Graph, ids: Sequence[str]) -> tuple[list[str], list[tuple[int, int, int]], int]:
    """What of the network is drawn: the first ids, their strongest edges, and how many there are.

    An edge is (place of one, place of the other, weight).
    """
    nodes = list(ids[:DRAWN])
    place = {one: number for number, one in enumerate(nodes)}
    edges: list[tuple[Any, ...]] = [
        (*sorted((place[one], place[other])), weight)
        for one, other, weight in graph.subgraph(nodes).edges(data="weight")
    ]
    edges.sort(key=lambda edge: (-edge[2], edge[0], edge[1]))
    return nodes, edges[:LINES], len(edges)
