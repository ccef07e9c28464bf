"""Compute confidence intervals by resampling documents.

The percentile bootstrap of B. Efron and R. Tibshirani, An introduction to the bootstrap (1993).
Documents are resampled rather than mentions, because mentions in one document are similar.
"""

from __future__ import annotations

import numpy as np

SAMPLES = 1000
SEED = 0
LEVEL = 0.95
BLOCK = 4_000_000  # draws of documents in memory at once


def resampled(counts: np.ndarray) -> np.ndarray:
    """Sum counts over resampled documents: (samples, …) from (documents, …).

    Each sample has as many documents as the original. Two calls with the same number of documents
    draw the same ones, so differences are paired.
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
    """Return the ends of the 95 % interval: (2, …) from (samples, …).

    Samples without a figure (NaN) are ignored; if all of them are NaN, so are the ends.
    """
    tail = (1 - LEVEL) / 2
    known = ~np.isnan(figures).all(axis=0)
    ends = np.full((2, *figures.shape[1:]), np.nan)
    ends[:, known] = np.nanquantile(figures[:, known], [tail, 1 - tail], axis=0)
    return ends
