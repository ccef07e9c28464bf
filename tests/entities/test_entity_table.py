"""Test the entity table, counted part by part."""

import pyarrow as pa
import pytest

from imena.entities.cluster import ENTITIES
from imena.entities.entity_table import count, entity_table


def test_counts_of_parts_add_up():
    rows = [("a", "x", "Баку", 0.5), ("a", "y", "Киев", None), ("b", "x", "Баку", 1.0)]
    rows += [("c", "x", "Баку.", 0.25)]
    names = ("doc_id", "entity_id", "text", "score")
    mentions = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    entities = pa.table(
        {
            **{name: [None] * 3 for name in ENTITIES.names},
            **{"entity_id": ["z", "y", "x"], "name": ["Z", "Y", "X"]},
            "label": ["LOC"] * 3,
            "merge_reason": [""] * 3,
        }
    ).cast(ENTITIES)
    for parts in ([mentions], [mentions.slice(0, 2), mentions.slice(2)]):
        x, y = entity_table(map(count, parts), entities).to_pylist()
        assert (x["n_mentions"], x["n_docs"], x["first_doc"]) == (3, 3, "a")
        assert x["aliases"] == ["Баку", "Баку."]
        assert x["score_mean"] == pytest.approx(1.75 / 3)
        assert (y["name"], y["n_mentions"], y["score_mean"]) == ("Y", 1, None)
