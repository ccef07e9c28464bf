"""Calibrate probabilities of a network: of the mentions scored 0.9, nine in ten are right.

There is a logistic curve a label, after J. Platt, Probabilistic outputs for support vector machines
(1999). The curves of a model are in its config.cfg; models/training/calibrate.py fits them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

MIN_DISTANCE = 1e-6  # distance of a probability from 0 and 1


class Curve(NamedTuple):
    """The factor and the shift of a label's log odds."""

    slope: float = 1.0
    intercept: float = 0.0

    def __call__(self, probabilities: np.ndarray) -> np.ndarray:
        """Calibrate probabilities of any shape; float64, strictly between 0 and 1."""
        odds = self.slope * log_odds(probabilities) + self.intercept
        return 1 / (1 + np.exp(-odds))


def log_odds(probabilities: np.ndarray) -> np.ndarray:
    """Return log(p / (1 - p)), with p kept away from 0 and 1."""
    clipped = np.clip(probabilities, MIN_DISTANCE, 1 - MIN_DISTANCE)
    return np.log(clipped) - np.log1p(-clipped)
