"""Count the mentions of entities part by part, and make the table of entities."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena import schema

COUNTS = pa.schema(
    [
        pa.field("entity_id", pa.string()),
        pa.field("surfaces", pa.list_(pa.string())),  # in any order
        pa.field("numbers", pa.list_(pa.int64())),  # of mentions with each surface
        pa.field("n_docs", pa.int64()),
        pa.field("first_doc", pa.string()),
        pa.field("score_sum", pa.float64()),
        pa.field("n_scores", pa.int64()),
    ]
)
SURFACES = pa.schema(
    {"entity": pa.int64(), "surface": pa.string(), "number": pa.int64()}  # entity: its row
)
# Surfaces that are added up at a time. Chosen by hand; it bounds memory and changes no result.
MAX_PENDING = 2_000_000


def count(mentions: pa.Table) -> pa.Table:
    """Count what a part's mentions add to the table of entities: a row an entity, see `COUNTS`.

    Args:
        mentions: of whole documents, with entities, see `imena.entities.assign.assign`.
    """
    surface = "text" if "text" in mentions.column_names else "normal"
    scores = (
        mentions.column("score").cast(pa.float64())
        if "score" in mentions.column_names
        else pa.nulls(mentions.num_rows, pa.float64())
    )
    table = pa.table(
        {
            "entity_id": mentions.column("entity_id"),
            "surface": mentions.column(surface).cast(pa.string()),
            "doc_id": mentions.column("doc_id").cast(pa.string()),
            "score": scores,
        }
    )
    totals = table.group_by("entity_id", use_threads=False).aggregate(
        [
            ("doc_id", "count_distinct"),
            ("doc_id", "first"),
            ("score", "sum"),
            ("score", "count"),
        ]
    )
    surfaces = table.group_by(["entity_id", "surface"], use_threads=False).aggregate(
        [("surface", "count")]
    )
    surfaces = surfaces.group_by("entity_id", use_threads=False).aggregate(
        [("surface", "list"), ("surface_count", "list")]
    )
    surfaces = surfaces.take(pc.index_in(totals.column("entity_id"), surfaces.column("entity_id")))
    columns = {
        "entity_id": totals.column("entity_id"),
        "surfaces": surfaces.column("surface_list"),
        "numbers": surfaces.column("surface_count_list"),
        "n_docs": totals.column("doc_id_count_distinct"),
        "first_doc": totals.column("doc_id_first"),
        "score_sum": totals.column("score_sum"),
        "n_scores": totals.column("score_count"),
    }
    return pa.table([columns[name] for name in COUNTS.names], schema=COUNTS)


def entity_table(counts: Iterable[pa.Table], entities: pa.Table) -> pa.Table:
    """Make the table of entities, the most mentioned first; entities without mentions are left out.

    Args:
        counts: of the parts in the order of the documents, see `COUNTS`.
        entities: see `imena.entities.cluster.ENTITIES`.
    """
    ids = entities.column("entity_id").combine_chunks()
    total = _Total(len(ids))
    for part in counts:
        total.add(part, pc.index_in(part.column("entity_id"), ids).to_numpy())
    surfaces = total.surfaces()
    n_mentions = np.zeros(len(ids), np.int64)
    rows = surfaces.column("entity").to_numpy()
    np.add.at(n_mentions, rows, surfaces.column("number").to_numpy())
    order = pc.sort_indices(
        pa.table(
            {
                "number": n_mentions,
                "name": entities.column("name"),
                "entity_id": ids,
            }
        ),
        sort_keys=[("number", "descending"), ("name", "ascending"), ("entity_id", "ascending")],
    ).to_numpy()
    order = order[: int(np.count_nonzero(n_mentions))]
    chosen = entities.take(pa.array(order))
    n_scores = total.n_scores[order]
    means = total.score_sum[order] / np.maximum(n_scores, 1)
    mean = pa.array(means, pa.float64(), mask=n_scores == 0)
    columns = {name: chosen.column(name) for name in chosen.column_names}
    columns |= {
        "aliases": _aliases(surfaces, len(ids)).take(pa.array(order)),
        "n_mentions": pa.array(n_mentions[order], pa.int32()),
        "n_docs": pa.array(total.n_docs[order], pa.int32()),
        "first_doc": pa.array(total.first[order].tolist(), pa.string()),
        "score_mean": mean.cast(pa.float32()),
    }
    return pa.table([columns[name] for name in schema.ENTITIES.names], schema=schema.ENTITIES)


class _Total:
    """The sum of the counts of all parts; arrays have an item an entity."""

    def __init__(self, size: int) -> None:
        self.n_docs = np.zeros(size, np.int64)
        self.n_scores = np.zeros(size, np.int64)
        self.score_sum = np.zeros(size, np.float64)
        self.first = np.full(size, None, object)
        self._surfaces: list[pa.Table] = []
        self._pending = 0

    def add(self, part: pa.Table, rows: np.ndarray) -> None:
        """Add the counts of a part.

        Args:
            part: see `COUNTS`.
            rows: (entities of the part,) int64, row of each in the table of entities.
        """
        self.n_docs[rows] += part.column("n_docs").to_numpy()
        self.n_scores[rows] += part.column("n_scores").to_numpy()
        self.score_sum[rows] += part.column("score_sum").fill_null(0).to_numpy()
        new = np.array([doc_id is None for doc_id in self.first[rows].tolist()], bool)
        self.first[rows[new]] = part.column("first_doc").filter(pa.array(new)).to_pylist()
        lists = part.column("surfaces").combine_chunks()
        surfaces = pa.table(
            [
                pa.array(rows[pc.list_parent_indices(lists).to_numpy()], pa.int64()),
                pc.list_flatten(lists),
                pc.list_flatten(part.column("numbers").combine_chunks()),
            ],
            schema=SURFACES,
        )
        self._surfaces.append(surfaces)
        self._pending += surfaces.num_rows
        if self._pending > MAX_PENDING:
            self.surfaces()

    def surfaces(self) -> pa.Table:
        """Return how often each entity has each surface, see `SURFACES`."""
        table = pa.concat_tables([SURFACES.empty_table(), *self._surfaces])
        added = table.group_by(["entity", "surface"], use_threads=False).aggregate(
            [("number", "sum")]
        )
        added = added.rename_columns(SURFACES.names)
        self._surfaces, self._pending = [added], 0
        return added


def _aliases(surfaces: pa.Table, size: int) -> pa.Array:
    """Return the surfaces of each entity, the most frequent first, ties by alphabet.

    Args:
        surfaces: see `SURFACES`.
        size: number of entities.
    """
    ordered = surfaces.sort_by(
        [("entity", "ascending"), ("number", "descending"), ("surface", "ascending")]
    )
    bounds = np.searchsorted(ordered.column("entity").to_numpy(), np.arange(size + 1))
    return pa.ListArray.from_arrays(
        pa.array(bounds, pa.int32()), ordered.column("surface").combine_chunks()
    )
