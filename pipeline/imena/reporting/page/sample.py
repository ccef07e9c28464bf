"""Choose the documents and entities that the page shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from imena.tables.tables import Tables

# entities in the most documents, which are listed even if no shown document names them
ENTITIES = 500
UNREAD = 100  # failed documents, and as many empty ones, to list
BY_RANK = {
    "by": ["n_docs", "n_mentions", "name", "entity_id"],
    "ascending": [False, False, True, True],
}


@dataclass(frozen=True)
class Sample:
    """What the page shows of a corpus, and what it counts over the whole corpus."""

    documents: pd.DataFrame  # shown, in corpus order
    unread: pd.DataFrame  # failed documents, then empty ones, which are listed with the reason
    entities: pd.DataFrame  # listed, those in the most documents first
    mentions: pd.DataFrame  # of the shown documents
    texts: dict[str, str]  # of the shown documents
    entity_documents: pd.DataFrame  # doc_id and entity_id of every mention of the corpus
    all_documents: pd.DataFrame
    all_entities: pd.DataFrame


def sampled(tables: Tables, most: int) -> Sample:
    """Choose what is shown: everything, or a part of a larger corpus.

    Half of the part are the documents that name the most entities, half are spread evenly over the
    corpus; duplicates are left out first. Texts of other documents are never in memory.
    """
    documents, entities = tables.documents, tables.entities
    entity_documents = tables.read("mentions", columns=["doc_id", "entity_id"])
    shown = _documents(documents, entity_documents, most)
    chosen = shown["doc_id"].tolist()
    mentions = tables.read("mentions", filters=[("doc_id", "in", chosen)]) if chosen else None
    if mentions is None:
        mentions = tables.read("mentions").head(0)
    ranked = entities.sort_values(**BY_RANK)
    named = ranked["entity_id"].isin(mentions["entity_id"].unique())
    listed = ranked[named.to_numpy() | (np.arange(len(ranked)) < ENTITIES)]
    return Sample(
        documents=shown.reset_index(drop=True),
        unread=pd.concat(
            [
                documents[documents["status"] == status].head(UNREAD)
                for status in ("failed", "empty")
            ]
        ),
        entities=listed.reset_index(drop=True),
        mentions=mentions.sort_values(["doc_id", "start", "end"], ascending=[True, True, False]),
        texts=_texts(tables, chosen),
        entity_documents=entity_documents,
        all_documents=documents,
        all_entities=entities,
    )


def consistent(tables: Tables) -> tuple[Tables, bool]:
    """Return the tables without mentions of missing documents, and whether rows were left out."""
    if not tables.record().get("filtered"):
        return tables, False
    mentions = tables.mentions
    there = mentions["doc_id"].isin(tables.documents["doc_id"])
    return tables.replacing(mentions=mentions[there]), True


def _documents(documents: pd.DataFrame, entity_documents: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return all documents that could be read, or a sample of them."""
    read = documents[documents["status"] == "ok"]
    if len(read) <= most:
        return read
    own = read[read["duplicate_of"].isna()]
    candidates = own if len(own) >= most else read
    distinct = entity_documents.drop_duplicates().groupby("doc_id").size()
    number = candidates["doc_id"].map(distinct).fillna(0).to_numpy()
    rich = np.argsort(-number, kind="stable")[: most // 2]
    others = np.setdiff1d(np.arange(len(candidates)), rich)
    spread = np.linspace(0, len(others) - 1, most - len(rich)).round().astype(int)
    return candidates.iloc[np.sort(np.concatenate([rich, others[spread]]))]


def _texts(tables: Tables, chosen: list[str]) -> dict[str, str]:
    """Return the texts by doc_id; an empty mapping if the run left them out."""
    if not chosen or not tables.holds("texts"):  # tables.texts would read all of them
        return {}
    rows = tables.read("texts", filters=[("doc_id", "in", chosen)])
    return dict(zip(rows["doc_id"].tolist(), rows["text"].tolist(), strict=True))
