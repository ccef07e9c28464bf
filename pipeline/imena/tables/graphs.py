"""Add names, colours and sizes for Gephi and other programs to the co-occurrence network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from imena.colours import LABEL_COLOURS
from imena.tables.network import network
from imena.tables.xml import legal

if TYPE_CHECKING:
    from imena.tables.tables import Tables

# node sizes in Gephi's units; areas are proportional to the number of documents
SMALLEST, LARGEST = 10.0, 60.0
NO_COLOUR = "#dddddd"


def styled_network(tables: Tables) -> nx.Graph:
    """Return the network of entities that share sentences, styled for display.

    The ``label`` of a node is its name, ``type`` is PER, ORG or LOC, and ``size``, ``r``, ``g`` and
    ``b`` are its size and colour.
    """
    graph = network(tables)
    graph = nx.relabel_nodes(graph, {node: legal(str(node)) for node in graph})
    most = max((data["n_docs"] for _, data in graph.nodes(data=True)), default=1)
    for _, data in graph.nodes(data=True):
        # The ids in a user's dictionary may be of any kind.
        data |= {key: legal(value) for key, value in data.items() if isinstance(value, str)}
        kind, name = data.pop("label"), data.pop("name")
        colour = LABEL_COLOURS.get(kind, NO_COLOUR)
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        share = (data["n_docs"] / most) ** 0.5
        data |= {"label": name, "type": kind}
        data |= {"r": red, "g": green, "b": blue}
        data["size"] = round(SMALLEST + (LARGEST - SMALLEST) * share, 1)
    return graph
