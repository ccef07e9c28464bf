"""Recompute counts of entities and documents after mentions were filtered."""

from __future__ import annotations

import pandas as pd


def recompute_entities(entities: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the entities of some mentions with recomputed counts; names and ids stay.

    Args:
        entities: a table of entities.
        mentions: some of the mentions that it was made from.
    """
    of = mentions.groupby("entity_id", sort=False)
    counts = of.agg(
        n_mentions=("entity_id", "size"),
        n_docs=("doc_id", "nunique"),
        first_doc=("doc_id", "first"),
        score_mean=("score", "mean"),
        aliases=("text", lambda texts: texts.value_counts().index.tolist()),
    )
    kept = entities[entities["entity_id"].isin(counts.index)].copy()
    for column in counts:
        values = counts[column].loc[kept["entity_id"]].tolist()
        kept[column] = pd.Series(values, kept.index, dtype=entities[column].dtype)
    order = ["n_mentions", "name", "entity_id"]
    return kept.sort_values(order, ascending=[False, True, True], ignore_index=True)


def recompute_documents(documents: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return all documents with recomputed numbers of mentions."""
    counts = documents["doc_id"].map(mentions["doc_id"].value_counts()).fillna(0)
    return documents.assign(n_mentions=counts.astype(documents["n_mentions"].dtype))
