"""A network's probabilities in, true ones out: of the mentions scored 0.9, nine in ten are right.

A logistic curve a label, after J. Platt, Probabilistic outputs for support vector machines (1999).
The curves of a model stand in its config.cfg; models/training/calibrate.py fits them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

CLOSEST = 1e-6  # to 0 and 1 that a probability may be


class Curve(NamedTuple):
    """What a label's log odds are stretched and shifted by."""

    slope: float = 1.0
    intercept: float = 0.0

    def __call__(self, probabilities: np.ndarray) -> np.ndarray:
        """Calibrate probabilities of any shape; float64, strictly between 0 and 1."""
        odds = self.slope * log_odds(probabilities) + self.intercept
        return 1 / (1 + np.exp(-odds))


def log_odds(probabilities: np.ndarray) -> np.ndarray:
    """log(p / (1 - p)), with p held away from 0 and 1."""
    held = np.clip(probabilities, CLOSEST, 1 - CLOSEST)
    return np.log(held) - np.log1p(-held)
