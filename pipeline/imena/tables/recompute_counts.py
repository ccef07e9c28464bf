"""Entities, documents and a part of their mentions in; the same as if there were no others out."""

from __future__ import annotations

import pandas as pd


def entities(entities: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The entities that the mentions are of, counted by them; names and ids stay.

    Args:
        entities: a table of entities.
        mentions: some of the mentions that it was made of.
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
        found = counts[column].loc[kept["entity_id"]].tolist()
        kept[column] = pd.Series(found, kept.index, dtype=entities[column].dtype)
    order = ["n_mentions", "name", "entity_id"]
    return kept.sort_values(order, ascending=[False, True, True], ignore_index=True)


def documents(documents: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """All documents, with the number of the mentions that each has."""
    counts = documents["doc_id"].map(mentions["doc_id"].value_counts()).fillna(0)
    return documents.assign(n_mentions=counts.astype(documents["n_mentions"].dtype))
