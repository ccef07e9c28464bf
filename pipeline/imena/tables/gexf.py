"""Write the co-occurrence network as GEXF for Gephi."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from networkx.readwrite.gexf import GEXFWriter

from imena.storage.atomic import replacing
from imena.tables.graphs import styled_network

if TYPE_CHECKING:
    from imena.tables.tables import Tables


def write(tables: Tables, path: Path) -> None:
    """Write names, kinds, counts and ids, colours by kind, and sizes by number of documents."""
    graph = styled_network(tables)
    for _, data in graph.nodes(data=True):
        colour = {name: data.pop(name) for name in ("r", "g", "b")}
        data["viz"] = {"color": {**colour, "a": 1.0}, "size": data.pop("size")}
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    # Omit today's date, so that equal tables give equal files.
    writer.xml.find("meta").attrib.pop("lastmodifieddate", None)
    with replacing(path) as part, part.open("wb") as file:
        writer.write(file)
