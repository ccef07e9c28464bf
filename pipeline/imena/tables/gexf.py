"""Tables in, the network of who is mentioned with whom out, as GEXF for Gephi."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from networkx.readwrite.gexf import GEXFWriter

from imena.storage.atomic import replacing
from imena.tables.graphs import drawn

if TYPE_CHECKING:
    from imena.tables.tables import Tables


def write(tables: Tables, path: Path) -> None:
    """Write names, kinds, counts and ids, with colours by kind and sizes by documents."""
    graph = drawn(tables)
    for _, data in graph.nodes(data=True):
        colour = {name: data.pop(name) for name in ("r", "g", "b")}
        data["viz"] = {"color": {**colour, "a": 1.0}, "size": data.pop("size")}
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    # Without today's date: the same tables, the same bytes.
    writer.xml.find("meta").attrib.pop("lastmodifieddate", None)
    with replacing(path) as part, part.open("wb") as file:
        writer.write(file)
