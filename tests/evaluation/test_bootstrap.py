"""Test the bootstrap: sample size, paired samples and coverage of the intervals."""

import numpy as np

from imena.evaluation import bootstrap
from imena.evaluation.bootstrap import SAMPLES, interval, resampled


def test_as_many_documents_are_drawn():
    sums = resampled(np.ones((7, 2, 3)))
    assert sums.shape == (SAMPLES, 2, 3)
    assert (sums == 7).all()


def test_two_systems_are_drawn_alike():
    counts = np.random.default_rng(1).integers(0, 9, (30, 4))
    assert (resampled(counts) == resampled(counts.copy())).all()
    assert (resampled(counts) - resampled(counts + 1) == -30).all()


def test_blocks_make_no_difference(monkeypatch):
    counts = np.arange(20.0).reshape(10, 2)
    whole = resampled(counts)
    monkeypatch.setattr(bootstrap, "BLOCK", 70)
    assert (resampled(counts) == whole).all()


def test_an_interval_holds_the_mean_about_as_often_as_it_says():
    rng = np.random.default_rng(2)
    draws = rng.normal(0, 1, (200, 50))
    ends = [interval(resampled(sample)[:] / 50) for sample in draws]
    held = np.mean([low <= 0 <= high for low, high in ends])
    assert 0.88 <= held <= 0.99
