"""Compare the scores of mentions with the share of them that is right."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
import pandas as pd

from imena.evaluation.predictions import Predictions

BINS = 10  # of equal width
Z = 1.96  # for the 95 % interval of a share: E. B. Wilson, Probable inference (1927)
COLUMNS = ("model", "score", "right", "low", "high", "mentions")


def reliability(predictions: Sequence[Predictions]) -> pd.DataFrame:
    """Return a row for each model and bin that has mentions.

    ``score`` is their mean, ``right`` the share whose offsets and label equal gold, ``low`` to
    ``high`` its 95 % interval, and ``mentions`` their number. Mentions without a score are left
    out.
    """
    rows = []
    for output in predictions:
        scored = [
            (prediction.score, prediction[:3] in gold)
            for document in output.documents
            for gold in [set(document.gold)]
            for prediction in document.predicted
            if prediction.score is not None
        ]
        scores, right = np.array(scored, dtype=float).reshape(-1, 2).T
        number = np.minimum((scores * BINS).astype(int), BINS - 1)
        for each in np.unique(number):
            inside = number == each
            share, n = right[inside].mean(), int(inside.sum())
            rows.append((output.name, scores[inside].mean(), share, *_interval(share, n), n))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _interval(share: float, n: int) -> tuple[float, float]:
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return middle - half, middle + half
