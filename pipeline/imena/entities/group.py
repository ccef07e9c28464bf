"""Mentions in, mentions of entities and the entities out: who is who of one table of mentions.

Ids depend on who it is, not on where it stands: the id is a digest of the label and, for a place
that is linked, its id in the gazetteers; else of the canonical name, and for an organisation of
what it is and whose. So it is the same from run to run, in any order of documents.

A corpus that does not fit into memory takes the same steps part by part:
`imena.entities.aggregation.aggregate`, `imena.entities.cluster`, `imena.entities.assign`, `imena.entities.entity_table`.
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
            `imena.entities.names.collect.gather`.
        dictionary: the user's own, which overrules everything else.
        outer: leave out the mentions that lie in others, once they have said what they know.
        nested: whether mentions lie in others; without it, the table says.

    Returns:
        The mentions with both columns, and the entities, most mentioned first.
    """
    names, name_of = names_of(mentions, nested=nested)
    aggregate = Aggregate()
    aggregate.add(names)
    entities = cluster_names(aggregate.names(), dictionary)
    who = entities.of(aggregate.find(names))
    found = assign(mentions, name_of, who, outer=outer)
    return found, entity_table([count(found)], entities.table)
