"""Gold and predicted spans in, F1 out: strict by span, and by token as published Russian tables do.

A token counts for a label if it lies in a span of that label; tokens are razdel's. Gold spans that
do not begin and end with a token are left out, as in the tables of
https://github.com/natasha/naeval. A gold label may be a choice: ``ORG|LOC``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from imena.evaluation.bootstrap import interval, resampled
from imena.evaluation.spans import (
    ALL,
    LABELS,
    Bounds,
    Span,
    inside,
    on_tokens,
    settle_choices,
    tokens_of,
)

KINDS = ("token", "strict")
Counts = Counter[tuple[str, str, str]]  # kind, label, "right" | "gold" | "predicted"


class Score(NamedTuple):
    """What share of the mentions found is right, what share of gold is found, and their mean."""

    precision: float
    recall: float
    f1: float


def count(text: str, gold: Sequence[Span], predicted: Sequence[Span]) -> Counts:
    """The counts of one document, for every kind and label."""
    tokens = tokens_of(text)
    gold = settle_choices(on_tokens(gold, tokens), predicted)
    counts: Counts = Counter()
    for label in LABELS:
        a = {span[:2] for span in gold if span[2] == label}
        b = {span[:2] for span in predicted if span[2] == label}
        _count(counts, "strict", label, a, b)
        _count(counts, "token", label, inside(tokens, a), inside(tokens, b))
    return counts


def score(counts: Counts, kind: str, label: str) -> Score:
    """Precision, recall and F1 of summed counts; zero where there is nothing to divide by."""
    right, gold, predicted = (
        counts[kind, label, which] for which in ("right", "gold", "predicted")
    )
    return Score(_share(right, predicted), _share(right, gold), _share(2 * right, gold + predicted))


def f1_scores(
    documents: Iterable[tuple[str, Sequence[Span], Sequence[Span]]],
) -> dict[str, dict[str, float]]:
    """F1 of (text, gold spans, predicted spans), as ``{"token": {"PER": …}, "strict": …}``."""
    total: Counts = Counter()
    for document in documents:
        total.update(count(*document))
    return {
        kind: {label: score(total, kind, label).f1 for label in (*LABELS, ALL)} for kind in KINDS
    }


def interval_of_difference(
    ours: Sequence[Counts], theirs: Sequence[Counts], kind: str, label: str
) -> tuple[float, float]:
    """The 95 % interval of our F1 less theirs, by a paired bootstrap over documents."""
    right, gold, predicted = (
        resampled(np.array([[c[kind, label, which] for c in side] for side in (ours, theirs)]).T)
        for which in ("right", "gold", "predicted")
    )
    f1 = 2 * right / np.maximum(gold + predicted, 1)  # (samples, 2)
    low, high = interval(f1[:, 0] - f1[:, 1])
    return float(low), float(high)


def _count(
    counts: Counts, kind: str, label: str, gold: set[Bounds], predicted: set[Bounds]
) -> None:
    for name in (label, ALL):
        counts[kind, name, "right"] += len(gold & predicted)
        counts[kind, name, "gold"] += len(gold)
        counts[kind, name, "predicted"] += len(predicted)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
