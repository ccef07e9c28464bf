"""The convolution in four products a pair of rows against the plain sum of three taps."""

import numpy as np
import pytest

from imena.nets.convolution import Convolution


def plain(rows, taps, bias):
    before, own, after = (rows @ tap for tap in taps)
    hidden = own + bias
    hidden[1:] += before[:-1]
    hidden[:-1] += after[1:]
    return np.maximum(hidden, 0)


@pytest.mark.parametrize("length", [*range(2, 9), 100, 101])
def test_inner_rows_are_those_of_the_plain_sum(length):
    rng = np.random.default_rng(length)
    taps = rng.standard_normal((3, 16, 8), np.float32)
    bias = rng.standard_normal(8, np.float32)
    rows = rng.standard_normal((length, 16), np.float32)
    found = Convolution(taps, bias, np.zeros(16, np.float32))(rows)
    assert found.shape == (length, 8)
    np.testing.assert_allclose(found[1:-1], plain(rows, taps, bias)[1:-1], atol=2e-5)
    assert not found[[0, -1]].any()


def test_a_single_row_has_no_inside():
    found = Convolution(np.ones((3, 2, 4), "f4"), np.ones(4, "f4"), np.zeros(2, "f4"))(
        np.ones((1, 2), "f4")
    )
    assert found.tolist() == [[0, 0, 0, 0]]
