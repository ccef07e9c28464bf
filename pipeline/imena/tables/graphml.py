"""Write the co-occurrence network as GraphML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from imena.storage.atomic import replacing
from imena.tables.graphs import styled_network

if TYPE_CHECKING:
    from imena.tables.tables import Tables


def write(tables: Tables, path: Path) -> None:
    """Write names, kinds, counts and ids, with the colours and sizes that Gephi reads."""
    with replacing(path) as part:
        # Always use the same one of networkx's two writers, whether lxml is installed or not.
        nx.write_graphml_xml(styled_network(tables), part, named_key_ids=True)
