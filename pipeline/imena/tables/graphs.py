"""A network in, the same with what Gephi and others draw it by out: names, colours, sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from imena.colours import LABEL_COLOURS
from imena.tables.network import network
from imena.tables.xml import legal

if TYPE_CHECKING:
    from imena.tables.tables import Tables

SMALLEST, LARGEST = 10.0, 60.0  # sizes of nodes in Gephi's units; areas go with documents
NO_COLOUR = "#dddddd"


def drawn(tables: Tables) -> nx.Graph:
    """Who is in one sentence with whom; a node's ``label`` is its name, and ``type`` PER, ORG, LOC.

    ``size`` and ``r``, ``g``, ``b`` say how it is drawn.
    """
    found = network(tables)
    graph = nx.relabel_nodes(found, {node: legal(str(node)) for node in found})
    most = max((data["n_docs"] for _, data in graph.nodes(data=True)), default=1)
    for _, data in graph.nodes(data=True):
        # A user's dictionary may have ids of any kind.
        data |= {key: legal(value) for key, value in data.items() if isinstance(value, str)}
        kind, name = data.pop("label"), data.pop("name")
        colour = LABEL_COLOURS.get(kind, NO_COLOUR)
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        share = (data["n_docs"] / most) ** 0.5
        data |= {"label": name, "type": kind}
        data |= {"r": red, "g": green, "b": blue}
        data["size"] = round(SMALLEST + (LARGEST - SMALLEST) * share, 1)
    return graph
