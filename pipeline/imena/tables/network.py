"""Build the co-occurrence network of entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd

from imena.errors import UsageError

if TYPE_CHECKING:
    from imena.tables.tables import Tables

UNITS = {"sentence": ["doc_id", "sent_id"], "document": ["doc_id"]}
IDS = ("iso", "geonames", "wikidata")


def network(
    tables: Tables, *, unit: str = "sentence", top: int | None = None, least: int = 1
) -> nx.Graph:
    """Build the graph of entities that are mentioned together, for networkx and Gephi.

    Nodes are entities with the attributes ``name``, ``label``, ``n_mentions``, ``n_docs`` and their
    external ids. An edge joins two entities that are mentioned in the same unit of text; its
    ``weight`` counts the units. A name inside another («Минобороны России») does not co-occur with
    it, and a line that a page prints twice counts once.

    Args:
        tables: of an extraction.
        unit: ``sentence`` or ``document``.
        top: keep this many entities, those in the most documents and then with the most mentions.
        least: keep edges of this weight or more.

    Raises:
        UsageError: there is no such unit, or ``top`` is below 1.

    >>> import imena
    >>> graph = imena.network(imena.extract(["Герасимов и Данфорд прилетели в Баку."]))
    >>> sorted(graph.nodes[a]["name"] + " — " + graph.nodes[b]["name"] for a, b in graph.edges)
    ['Баку — Герасимов', 'Баку — Данфорд', 'Герасимов — Данфорд']
    """
    if unit not in UNITS:
        raise UsageError(f"unknown unit {unit!r}: choose {', '.join(UNITS)}")
    if top is not None and top < 1:
        raise UsageError(f"top cannot be {top}: give 1 or more")
    entities = tables.entities
    order = entities.sort_values(
        ["n_docs", "n_mentions", "name", "entity_id"], ascending=[False, False, True, True]
    )
    kept = order if top is None else order.head(top)
    graph = nx.Graph()
    graph.add_nodes_from((row["entity_id"], _attributes(row)) for row in kept.to_dict("records"))
    ids = kept["entity_id"].to_numpy(dtype=object)
    graph.add_weighted_edges_from(
        (ids[a], ids[b], int(weight))
        for a, b, weight in _pairs(tables, UNITS[unit], kept["entity_id"])
        if weight >= least
    )
    return graph


def _attributes(row: dict[str, object]) -> dict[str, object]:
    counts = {name: int(str(row[name])) for name in ("n_mentions", "n_docs")}
    ids = {name: row[name] for name in IDS if isinstance(row[name], str)}
    return {"name": row["name"], "label": row["label"], **counts, **ids}


def _pairs(tables: Tables, unit: list[str], ids: pd.Series) -> np.ndarray:
    """Count co-occurrences: (pairs, 3) int64, indices of two entities, the smaller first, and
    units.
    """
    columns = [*unit, "entity_id", "nested_in", "repeat_of"]
    rows = tables.read("mentions", columns=columns)
    rows = rows[rows["nested_in"].isna() & rows["repeat_of"].isna()]
    entity = pd.Index(ids).get_indexer(rows["entity_id"])
    unit_index = rows.groupby(unit, sort=False).ngroup().to_numpy()
    present = pd.DataFrame({"unit": unit_index, "entity": entity})[entity >= 0].drop_duplicates()
    both = present.merge(present, on="unit", suffixes=("", "_other"))
    both = both[both["entity"] < both["entity_other"]]
    counted = both.groupby(["entity", "entity_other"]).size().reset_index()
    return counted.to_numpy(dtype=np.int64)
