"""Test that written archives are read back, and the average of networks."""

import numpy as np
import pytest
from models.training.export import average, write_slovnet

from imena.nets.archive import NER, natasha_data, read_slovnet


@pytest.fixture(scope="module")
def natasha_network():
    return read_slovnet(natasha_data() / NER)


def test_an_archive_is_read_back(natasha_network, tmp_path):
    path = tmp_path / "weights" / "cased.tar"
    write_slovnet(natasha_network, path)
    again = read_slovnet(path)
    assert again.tags == natasha_network.tags
    assert again.shape_ids == natasha_network.shape_ids
    assert again.navec_id == natasha_network.navec_id
    for ours, theirs in zip(again.layers, natasha_network.layers, strict=True):
        np.testing.assert_allclose(ours.weight, theirs.weight, atol=2e-3)
        np.testing.assert_allclose(ours.shift, theirs.shift, atol=2e-3)
    np.testing.assert_allclose(again.head_weight, natasha_network.head_weight, atol=2e-3)
    assert path.stat().st_size < 1_000_000


def test_the_average_of_equal_networks_is_the_network(natasha_network):
    same = average(natasha_network, natasha_network, 0.7)
    np.testing.assert_allclose(same.layers[0].weight, natasha_network.layers[0].weight, rtol=1e-5)
    np.testing.assert_allclose(same.transitions, natasha_network.transitions, rtol=1e-5)
