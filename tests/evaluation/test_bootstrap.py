"""Test the bootstrap: sample size, paired samples and coverage of the intervals."""

import numpy as np

from imena.evaluation import bootstrap
from imena.evaluation.bootstrap import SAMPLES, interval, resampled


def test_a_sample_has_as_many_documents():
    sums = resampled(np.ones((7, 2, 3)))
    assert sums.shape == (SAMPLES, 2, 3)
    assert (sums == 7).all()


def test_samples_of_two_systems_are_paired():
    counts = np.random.default_rng(1).integers(0, 9, (30, 4))
    assert (resampled(counts) == resampled(counts.copy())).all()
    assert (resampled(counts) - resampled(counts + 1) == -30).all()


def test_the_size_of_blocks_does_not_matter(monkeypatch):
    counts = np.arange(20.0).reshape(10, 2)
    whole = resampled(counts)
    monkeypatch.setattr(bootstrap, "BLOCK", 70)
    assert (resampled(counts) == whole).all()


def test_intervals_have_about_their_nominal_coverage():
    rng = np.random.default_rng(2)
    draws = rng.normal(0, 1, (200, 50))
    ends = [interval(resampled(sample)[:] / 50) for sample in draws]
    held = np.mean([low <= 0 <= high for low, high in ends])
    assert 0.88 <= held <= 0.99
