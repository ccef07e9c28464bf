"""Resolve the entities of any table of mentions, such as several corpora together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, overload

import pandas as pd
import pyarrow as pa

from imena import schema
from imena.dictionary.dictionary import Dictionary, read_dictionary
from imena.entities.group import group
from imena.errors import UsageError
from imena.run.batch import gc_paused

NEEDED = ("doc_id", "label", "normal")
ENTITY_COLUMNS = ("entity_id", "entity")

Source = str | Path | Mapping[str, Any] | Dictionary | None


@overload
def resolve(
    mentions: pd.DataFrame, *, dictionary: Source = ..., return_mentions: Literal[False] = ...
) -> pd.DataFrame: ...


@overload
def resolve(
    mentions: pd.DataFrame, *, dictionary: Source = ..., return_mentions: Literal[True]
) -> tuple[pd.DataFrame, pd.DataFrame]: ...


def resolve(
    mentions: pd.DataFrame, *, dictionary: Source = None, return_mentions: bool = False
) -> pd.DataFrame | tuple[pd.DataFrame, pd.DataFrame]:
    """Decide which mentions refer to one entity, across all their documents.

    Args:
        mentions: the mentions of `imena.extract`, possibly filtered or of several corpora
            (`pandas.concat`), or any table with ``doc_id``, ``label`` (PER, ORG, LOC) and
            ``normal`` (the nominative). The other columns of mentions help where they exist: they
            show which location a name ends with, and which acronym a text defines. Two corpora must
            not share document ids.
        dictionary: your own names; see docs/dictionary.md.
        return_mentions: also return the mentions, with new ``entity_id`` and ``entity``.

    Returns:
        The entities, most mentioned first; with ``return_mentions``, a pair of entities and
        mentions.

    Raises:
        UsageError: a required column is missing or has empty cells.

    >>> import imena
    >>> import pandas as pd
    >>> rows = [("a", "LOC", "РФ"), ("b", "LOC", "Россия")]
    >>> imena.resolve(pd.DataFrame(rows, columns=["doc_id", "label", "normal"]))["name"].tolist()
    ['Россия']
    """
    if not isinstance(mentions, pd.DataFrame):
        kind = type(mentions).__name__
        raise UsageError(f"resolve needs a DataFrame of mentions, not {kind}: pass tables.mentions")
    for name in NEEDED:
        if name not in mentions:
            raise UsageError(f"the mentions have no column {name!r}: they need {', '.join(NEEDED)}")
        if mentions[name].isna().any():
            row = mentions[name].isna().to_numpy().argmax()
            raise UsageError(
                f"row {row} of the mentions has no {name}: fill in the cell or drop the row"
            )
    if "mention_id" in mentions and mentions.duplicated(["doc_id", "mention_id"]).any():
        repeated = mentions.loc[mentions.duplicated(["doc_id", "mention_id"]), "doc_id"].iloc[0]
        raise UsageError(
            f"two documents have the id {repeated!r}: make the ids of the corpora different, "
            'e.g. mentions.assign(doc_id="monday/" + mentions["doc_id"])'
        )
    own = [f for f in schema.MENTIONS if f.name in mentions and f.name not in ENTITY_COLUMNS]
    table = schema.to_arrow(mentions.assign(doc_id=mentions["doc_id"].astype(str)), pa.schema(own))
    with gc_paused():
        resolved, entities = group(table, read_dictionary(dictionary))
    if not return_mentions:
        return schema.to_pandas(entities)
    others = mentions.drop(columns=[n for n in resolved.column_names if n in mentions])
    frame = schema.to_pandas(resolved).set_index(mentions.index)
    return schema.to_pandas(entities), pd.concat([frame, others], axis=1)
