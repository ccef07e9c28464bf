"""Fit the curves that calibrate the recogniser's probabilities, and measure them.

    python -m models.training.calibrate DATA FOLDS MODEL

FOLDS is what ``train_sm DATA --folds FOLDS`` and ``train_lg`` wrote: each document of factRuEval's
devset is read by networks that were trained without it. A mention is right if a gold span has its
offsets and label. The expected calibration error and the reliability table are measured on
documents that the curves were not fitted on: five folds, five times. The curves printed last, for
[components.recognise.calibration] in the model's config.cfg, are fitted on all documents.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from models.training.cross_validate import out_of_fold

from imena.nets.calibration import Curve, log_odds

FOLDS, REPEATS, BINS = 5, 5, 10
PRIOR = 1e-3  # weight of the curve that changes nothing; chosen by hand
STEPS, LONGEST_STEP = 200, 0.5


def fit(probabilities: np.ndarray, right: np.ndarray) -> Curve:
    """Fit the logistic curve of maximum likelihood by Newton's method."""
    design = np.stack([log_odds(probabilities), np.ones(len(right))], axis=1)
    weights = identity = np.array(Curve())
    for _ in range(STEPS):
        found = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (found - right) + PRIOR * (weights - identity)
        curvature = (design.T * (found * (1 - found))) @ design + PRIOR * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step * min(1.0, LONGEST_STEP / max(abs(step).max(), 1e-9))
    return Curve(*weights.tolist())


def expected_calibration_error(probabilities: np.ndarray, right: np.ndarray) -> float:
    """Return the mean gap between score and share of right mentions, over ten equal bins."""
    return sum(len(p) * abs(p.mean() - r.mean()) for p, r in _bins(probabilities, right)) / len(
        right
    )


def _bins(probabilities: np.ndarray, right: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    number = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return [(probabilities[number == i], right[number == i]) for i in np.unique(number)]


def read_mentions(data: Path, folder: Path, model: str) -> tuple[np.ndarray, ...]:
    """Return, for each mention, its document number, label, raw probability, and whether it is
    right.
    """
    rows = []
    number = 0
    for nlp, test in out_of_fold(data, folder, model):
        for one in test:
            gold = set(one.document.spans)
            for ent in nlp(one.document.text).ents:
                span = (ent.start_char, ent.end_char, ent.label_)
                if ent._.score is not None:  # mentions set by rules have none
                    rows.append((number, ent.label_, ent._.score, span in gold))
            number += 1
    return tuple(map(np.array, zip(*rows, strict=True)))


def cross_validate(
    documents: np.ndarray, labels: np.ndarray, probabilities: np.ndarray, right: np.ndarray
) -> list[np.ndarray]:
    """Yield probabilities calibrated by curves of other documents, one array for each repeat."""
    calibrated = []
    for seed in range(REPEATS):
        fold = np.random.default_rng(seed).integers(0, FOLDS, documents.max() + 1)[documents]
        found = np.zeros(len(right))
        for number in range(FOLDS):
            for label in np.unique(labels):
                train = (fold != number) & (labels == label)
                test = (fold == number) & (labels == label)
                found[test] = fit(probabilities[train], right[train])(probabilities[test])
        calibrated.append(found)
    return calibrated


def main() -> None:
    """Print the figures and the curves."""
    documents, labels, probabilities, right = read_mentions(
        Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    )
    calibrated = cross_validate(documents, labels, probabilities, right)
    errors = [expected_calibration_error(found, right) for found in calibrated]
    raw = expected_calibration_error(probabilities, right)
    print(f"{len(right)} mentions in {documents.max() + 1} documents, {right.mean():.3f} right")
    print(f"expected calibration error: {raw:.3f} as the network has it,")
    print(f"{np.mean(errors):.3f} calibrated (over repeats {min(errors):.3f} to {max(errors):.3f})")
    print("\nreliability, all repeats:\nmentions   score   right")
    for p, r in _bins(np.concatenate(calibrated), np.tile(right, REPEATS)):
        print(f"{len(p) // REPEATS:8}   {p.mean():.3f}   {r.mean():.3f}")
    print("\n[components.recognise.calibration]")
    for label in np.unique(labels):
        curve = fit(probabilities[labels == label], right[labels == label])
        print(f'{label} = {{"slope":{curve.slope:.3f},"intercept":{curve.intercept:.3f}}}')


if __name__ == "__main__":
    main()
