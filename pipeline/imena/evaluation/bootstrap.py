"""Counts of documents in, sums over resampled documents out, and the intervals that they give.

The percentile bootstrap of B. Efron and R. Tibshirani, An introduction to the bootstrap (1993).
What is resampled are documents, since mentions of one document are alike.
"""

from __future__ import annotations

import numpy as np

SAMPLES = 1000
SEED = 0
LEVEL = 0.95
BLOCK = 4_000_000  # draws of documents that are in memory at once


def resampled(counts: np.ndarray) -> np.ndarray:
    """(samples, …) sums from (documents, …) counts, each of as many documents as there are.

    Two calls with the same number of documents draw the same ones: differences are paired.
    """
    n_documents = len(counts)
    flat = counts.reshape(n_documents, -1).astype(np.float64)
    rng = np.random.default_rng(SEED)
    even = np.full(n_documents, 1 / n_documents)
    step = max(1, BLOCK // n_documents)
    sums = [
        rng.multinomial(n_documents, even, min(step, SAMPLES - begin)) @ flat
        for begin in range(0, SAMPLES, step)
    ]
    return np.concatenate(sums).reshape(SAMPLES, *counts.shape[1:])


def interval(figures: np.ndarray) -> np.ndarray:
    """(2, …) the lower and the upper end of the 95 % interval, from (samples, …) figures.

    Samples without a figure (NaN) say nothing; where all are, so are the ends.
    """
    tail = (1 - LEVEL) / 2
    known = ~np.isnan(figures).all(axis=0)
    ends = np.full((2, *figures.shape[1:]), np.nan)
    ends[:, known] = np.nanquantile(figures[:, known], [tail, 1 - tail], axis=0)
    return ends
