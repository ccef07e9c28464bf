"""Test the entity columns in a table of mentions."""

import numpy as np
import pyarrow as pa

from imena.entities.assign import assign
from imena.entities.cluster import ASSIGNMENT

MENTIONS = pa.table(
    {
        "doc_id": ["а", "а", "б"],
        "mention_id": pa.array([0, 1, 0], pa.int32()),
        "normal": ["МИД Германии", "Германия", "Асий Биби"],
        "first": [None, None, "Асий"],
        "last": [None, None, "Биби"],
        "nested_in": pa.array([None, 0, None], pa.int32()),
        "note": ["x", "y", "z"],
    }
)
ASSIGNED = pa.table(
    [["LOC-1", "ORG-1", "PER-1"], ["Германия", "МИД ФРГ", "Асия Биби"], [None, None, "Асия Биби"]],
    schema=ASSIGNMENT,
)
NAME_OF = np.array([1, 0, 2])


def test_entities_and_corrected_normal_forms():
    rows = assign(MENTIONS, NAME_OF, ASSIGNED).to_pylist()
    assert [row["entity_id"] for row in rows] == ["ORG-1", "LOC-1", "PER-1"]
    assert [row["normal"] for row in rows] == ["МИД Германии", "Германия", "Асия Биби"]
    assert (rows[2]["first"], rows[2]["last"]) == ("Асия", "Биби")
    assert [row["note"] for row in rows] == ["x", "y", "z"]


def test_outer_mentions_are_renumbered():
    outer = assign(MENTIONS, NAME_OF, ASSIGNED, outer=True)
    assert outer.column("entity").to_pylist() == ["МИД ФРГ", "Асия Биби"]
    assert outer.column("mention_id").to_pylist() == [0, 0]
