"""Select what the page shows of the co-occurrence network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx
import pandas as pd

from imena.tables.network import network
from imena.tables.tables import Tables

NODES = 50  # entities in the picture; nobody reads more names than that
EDGES = 150  # edges in the picture, the strongest; more of them hide the names
ON_CARD = 12  # co-occurring entities on a card


def cooccurrence(tables: Tables, listed: pd.DataFrame) -> nx.Graph:
    """Return the network of the listed entities, with edges between those that share a sentence."""
    return network(tables.replacing(entities=listed), unit="sentence")


def cooccurring(graph: nx.Graph, ids: Sequence[str]) -> list[list[tuple[int, int]]]:
    """List, for each entity, those it co-occurs with most, as index in ``ids`` and weight."""
    index = {id_: number for number, id_ in enumerate(ids)}
    lists = []
    for id_ in ids:
        others = ((index[other], edge["weight"]) for other, edge in graph.adj[id_].items())
        lists.append(sorted(others, key=lambda other: (-other[1], other[0]))[:ON_CARD])
    return lists


def network_edges(
    graph: nx.Graph, ids: Sequence[str]
) -> tuple[list[str], list[tuple[int, int, int]], int]:
    """Select the nodes and the strongest edges to draw.

    Returns:
        The ids of the nodes; the edges as (index of a node, index of another, weight); and the
        number of edges between these nodes, including those that are not drawn.
    """
    nodes = list(ids[:NODES])
    index = {id_: number for number, id_ in enumerate(nodes)}
    edges: list[tuple[Any, ...]] = [
        (*sorted((index[one], index[other])), weight)
        for one, other, weight in graph.subgraph(nodes).edges(data="weight")
    ]
    edges.sort(key=lambda edge: (-edge[2], edge[0], edge[1]))
    return nodes, edges[:EDGES], len(edges)
