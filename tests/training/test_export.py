"""Test that written archives are read back, and the average of networks."""

import numpy as np
import pytest
from models.training.export import average, write_slovnet

from imena.nets.archive import NER, natasha_data, read_slovnet


@pytest.fixture(scope="module")
def natashas():
    return read_slovnet(natasha_data() / NER)


def test_written_and_read(natashas, tmp_path):
    path = tmp_path / "weights" / "cased.tar"
    write_slovnet(natashas, path)
    again = read_slovnet(path)
    assert again.tags == natashas.tags
    assert again.shape_ids == natashas.shape_ids
    assert again.navec_id == natashas.navec_id
    for ours, theirs in zip(again.layers, natashas.layers, strict=True):
        np.testing.assert_allclose(ours.weight, theirs.weight, atol=2e-3)
        np.testing.assert_allclose(ours.shift, theirs.shift, atol=2e-3)
    np.testing.assert_allclose(again.head_weight, natashas.head_weight, atol=2e-3)
    assert path.stat().st_size < 1_000_000


def test_an_average_of_a_network_with_itself_is_the_network(natashas):
    same = average(natashas, natashas, 0.7)
    np.testing.assert_allclose(same.layers[0].weight, natashas.layers[0].weight, rtol=1e-5)
    np.testing.assert_allclose(same.transitions, natashas.transitions, rtol=1e-5)
