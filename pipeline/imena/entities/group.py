"""Resolve one table of mentions into entities, from the names to the table of entities.

The id of an entity is a digest of its label and identity. The identity of a linked location is its
id in the gazetteers, that of an organisation its body and owner, and any other is the canonical
name. So ids are the same in every run and for any order of documents.

A corpus that does not fit into memory takes the same steps part by part: `names_of` and `Aggregate`
of `imena.entities.aggregation.aggregate`, `imena.entities.cluster.cluster_names`,
`imena.entities.assign.assign` and `imena.entities.entity_table`.
"""

from __future__ import annotations

import pyarrow as pa

from imena.dictionary.dictionary import EMPTY, Dictionary
from imena.entities.aggregation.aggregate import Aggregate, names_of
from imena.entities.assign import assign
from imena.entities.cluster import cluster_names
from imena.entities.entity_table import count, entity_table


def group(
    mentions: pa.Table,
    dictionary: Dictionary = EMPTY,
    *,
    outer: bool = False,
    nested: bool | None = None,
) -> tuple[pa.Table, pa.Table]:
    """Group mentions into entities.

    Args:
        mentions: the mentions' schema without ``entity_id`` and ``entity``, or a part of it; see
            `imena.entities.names.collect.collect_names`.
        dictionary: the user's own names, which overrule everything else.
        outer: leave out mentions that lie in others, after they were used to resolve names.
        nested: whether mentions lie in others; by default the table is searched for such.

    Returns:
        The mentions with both columns, and the entities, the most mentioned first.
    """
    names, name_of = names_of(mentions, nested=nested)
    aggregate = Aggregate()
    aggregate.add(names)
    entities = cluster_names(aggregate.names(), dictionary)
    assignment = entities.assignment(aggregate.find(names))
    assigned = assign(mentions, name_of, assignment, outer=outer)
    return assigned, entity_table([count(assigned)], entities.table)
