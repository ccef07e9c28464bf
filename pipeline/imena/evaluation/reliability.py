"""Readings with scores in, a table out: are of the mentions scored 0.9 nine in ten right?"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
import pandas as pd

from imena.evaluation.reading import Reading

BINS = 10  # of equal width
Z = 1.96  # of the 95 % interval of a share: E. B. Wilson, Probable inference (1927)
COLUMNS = ("model", "score", "right", "low", "high", "mentions")


def reliability(readings: Sequence[Reading]) -> pd.DataFrame:
    """A row a model and bin that has mentions.

    ``score`` is their mean, ``right`` the share whose bounds and label are gold's, ``low`` to
    ``high`` its 95 % interval, ``mentions`` their number. Mentions without a score are left out.
    """
    rows = []
    for reading in readings:
        scored = [
            (found.score, found[:3] in gold)
            for one in reading.documents
            for gold in [set(one.gold)]
            for found in one.found
            if found.score is not None
        ]
        scores, right = np.array(scored, dtype=float).reshape(-1, 2).T
        number = np.minimum((scores * BINS).astype(int), BINS - 1)
        for each in np.unique(number):
            inside = number == each
            share, n = right[inside].mean(), int(inside.sum())
            rows.append((reading.name, scores[inside].mean(), share, *_interval(share, n), n))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _interval(share: float, n: int) -> tuple[float, float]:
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return middle - half, middle + half
