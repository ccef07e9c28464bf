"""Make DataFrames of scores, differences, documents and confusion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from imena.evaluation.alignment import Pair, align
from imena.evaluation.bootstrap import interval, resampled
from imena.evaluation.counts import (
    CORRECT,
    FIELDS,
    GROUPS,
    KINDS,
    difference_intervals,
    gold_and_predicted,
)
from imena.evaluation.counts import f1 as f1_of
from imena.evaluation.counts import scores as figures
from imena.evaluation.predictions import Predictions, ScoredDocument
from imena.evaluation.spans import LABELS

STRICT, ALL_LABELS = KINDS.index("strict"), len(GROUPS) - 1
NONE = "none"


def scores(counts: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Return a row for each model, kind and label."""
    return pd.concat([_scores(*item) for item in counts.items()], ignore_index=True)


def _scores(model: str, counts: np.ndarray) -> pd.DataFrame:
    total = counts.sum(axis=0)  # (kinds, groups, fields)
    precision, recall, f1 = figures(total)
    low, high = _where_known(interval(f1_of(resampled(counts), nothing=np.nan)), counts)
    gold, predicted = gold_and_predicted(total)
    columns = {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "low": low,
        "high": high,
        "gold": gold,
        "predicted": predicted,
        **{name: total[..., number] for number, name in enumerate(FIELDS)},
    }
    return pd.DataFrame(
        {"model": model, **_kinds_and_labels(), **{n: c.ravel() for n, c in columns.items()}}
    )


def comparison(counts: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Return F1 of the later model minus the earlier one, by pair of models, kind and label."""
    parts = [
        _difference(model, other, counts[model], counts[other])
        for other, model in combinations(counts, 2)
    ]
    names = ("model", "other", "kind", "label", "difference", "low", "high", "won", "lost", "tied")
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(names))


def _difference(model: str, other: str, ours: np.ndarray, theirs: np.ndarray) -> pd.DataFrame:
    difference = figures(ours.sum(axis=0))[2] - figures(theirs.sum(axis=0))[2]
    low, high = _where_known(difference_intervals(ours, theirs), ours + theirs)
    # (documents, kinds, groups); finding nothing where there is nothing is perfect
    per_document = f1_of(ours, nothing=1) - f1_of(theirs, nothing=1)
    columns = {
        "difference": difference,
        "low": low,
        "high": high,
        "won": (per_document > 0).sum(axis=0),
        "lost": (per_document < 0).sum(axis=0),
        "tied": (per_document == 0).sum(axis=0),
    }
    return pd.DataFrame(
        {
            "model": model,
            "other": other,
            **_kinds_and_labels(),
            **{name: column.ravel() for name, column in columns.items()},
        }
    )


def documents(counts: Mapping[str, np.ndarray], doc_ids: Sequence[str]) -> pd.DataFrame:
    """Return a row for each model and document, by strict F1, then by number of mentions."""
    parts = []
    for model, array in counts.items():
        strict = array[:, STRICT, ALL_LABELS]
        gold, predicted = gold_and_predicted(strict)
        frame = pd.DataFrame(
            {
                "model": model,
                "doc_id": list(doc_ids),
                "f1": f1_of(strict, nothing=np.nan),
                "gold": gold,
                "predicted": predicted,
                "correct": strict[:, CORRECT],
            }
        )
        order = frame.assign(mentions=-(gold + predicted)).sort_values(
            ["f1", "mentions"], kind="stable"
        )
        parts.append(frame.loc[order.index])
    return pd.concat(parts, ignore_index=True)


def confusion(predictions: Sequence[Predictions]) -> pd.DataFrame:
    """Count (model, gold label) rows by predicted label, including none."""
    labels = [*LABELS, NONE]
    index = pd.MultiIndex.from_product(
        [[output.name for output in predictions], labels], names=["model", "gold"]
    )
    counts: Counter[tuple[str, str, str]] = Counter()
    for output in predictions:
        for document in output.documents:
            for pair in align(document.gold, document.spans):
                gold, predicted = _labels(document, pair)
                counts[output.name, gold, predicted] += 1
    rows = [[counts[model, gold, found] for found in labels] for model, gold in index]
    return pd.DataFrame(rows, index=index, columns=pd.Index(labels, name="found"))


def _labels(document: ScoredDocument, pair: Pair) -> tuple[str, str]:
    gold = NONE if pair.gold is None else document.gold[pair.gold][2]
    predicted = NONE if pair.predicted is None else document.predicted[pair.predicted].label
    return gold, predicted


def _kinds_and_labels() -> dict[str, list[str]]:
    return {
        "kind": [kind for kind in KINDS for _ in GROUPS],
        "label": [label for _ in KINDS for label in GROUPS],
    }


def _where_known(intervals: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Blank the intervals of what occurs in one document only, of which there is no interval."""
    gold, predicted = gold_and_predicted(counts)
    n_documents = np.count_nonzero(gold + predicted, axis=0)  # (kinds, groups)
    return np.where(n_documents > 1, intervals, np.nan)
