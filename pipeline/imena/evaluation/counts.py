"""Gold and predicted spans of a document in, an array of counts by measure and label out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from imena.evaluation import muc
from imena.evaluation.spans import ALL, LABELS, Bounds, Span, inside

KINDS = (*muc.KINDS, "token")
GROUPS = (*LABELS, ALL)
FIELDS = muc.Fields._fields
CORRECT, INCORRECT, PARTIAL, MISSED, SPURIOUS = range(len(FIELDS))


def count(tokens: Sequence[Bounds], gold: Sequence[Span], predicted: Sequence[Span]) -> np.ndarray:
    """(kinds, groups, fields) int64: the counts of one document, whose spans are in order."""
    pairs = muc.Pairs(gold, predicted)
    by_span = [[muc.count(kind, pairs, label) for label in (*LABELS, None)] for kind in muc.KINDS]
    by_token = [_tokens(tokens, gold, predicted, label) for label in LABELS]
    return np.array([*by_span, [*by_token, np.sum(by_token, axis=0)]], dtype=np.int64)


def gold_and_predicted(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many mentions or tokens gold has and how many were predicted, from (…, fields)."""
    both = counts[..., CORRECT] + counts[..., INCORRECT] + counts[..., PARTIAL]
    return both + counts[..., MISSED], both + counts[..., SPURIOUS]


def scores(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Precision, recall and F1, each (…), from (…, fields); 0 where there is nothing to divide."""
    gold, predicted = gold_and_predicted(counts)
    right = counts[..., CORRECT] + counts[..., PARTIAL] / 2
    return _share(right, predicted), _share(right, gold), _share(2 * right, gold + predicted)


def f1(counts: np.ndarray, nothing: float) -> np.ndarray:
    """F1, (…) from (…, fields); ``nothing`` where nothing is in gold and nothing was found."""
    return np.where(sum(gold_and_predicted(counts)) == 0, nothing, scores(counts)[2])


def _tokens(
    tokens: Sequence[Bounds], gold: Sequence[Span], predicted: Sequence[Span], label: str
) -> muc.Fields:
    """Of tokens there is no partial one: each lies in a span of the label or does not."""
    a, b = (
        inside(tokens, [span[:2] for span in side if span[2] == label])
        for side in (gold, predicted)
    )
    return muc.Fields(len(a & b), 0, 0, len(a - b), len(b - a))


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros(np.shape(whole)), where=whole != 0)
