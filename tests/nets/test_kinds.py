"""The network of kinds, with small random weights."""

from dataclasses import replace

import numpy as np
import pytest

from imena.errors import WeightsError
from imena.nets.archive import NAVEC, natasha_data, read_navec
from imena.nets.kinds import WINDOW, KindsNetwork, KindsWeights, read_kinds

WORDS = ["Президент", "США", "прилетел", "в", "Баку", "вечером", "9", "мая", "."]
NARROW, FILTERS = 8, 6
SHAPES = ("Xx", "xx", "XX", "9", ".", "OTHER")


@pytest.fixture(scope="module")
def navec():
    return read_navec(natasha_data() / NAVEC)


@pytest.fixture(scope="module")
def weights(navec):
    rng = np.random.default_rng(0)

    def drawn(*shape):
        return rng.normal(0, 0.3, shape).astype(np.float32)

    size = navec.codes.shape[0] * navec.codes.shape[2] + 2
    return KindsWeights(
        navec=navec.id,
        kinds=("CITY", "DATE"),
        shapes=SHAPES,
        shape_vectors=drawn(len(SHAPES), 2),
        first_weight=drawn(3, size, NARROW + FILTERS),
        first_bias=drawn(NARROW + FILTERS),
        second_weight=drawn(3, NARROW, NARROW // 2),
        second_bias=drawn(NARROW // 2),
        third_weight=drawn(3, NARROW // 2, NARROW // 4),
        third_bias=drawn(NARROW // 4),
        reaches=np.array([1, 4]),
        weights=drawn(2, 3, FILTERS, FILTERS),
        biases=drawn(2, FILTERS),
        head_weight=drawn(NARROW // 4 + FILTERS, 6),
        head_bias=drawn(6),
    )


@pytest.fixture(scope="module")
def network(weights, navec):
    return KindsNetwork(weights, navec)


def score(network, *sequences):
    tokens = np.array([WORDS.index(word) for words in sequences for word in words], int)
    lengths = np.array([len(words) for words in sequences], int)
    return network.log_probabilities(WORDS, tokens, lengths)


def test_every_word_has_three_probabilities_a_kind(network):
    scores = score(network, WORDS)
    assert scores.shape == (9, 2, 3)
    np.testing.assert_allclose(np.exp(scores).sum(2), 1, rtol=1e-5)


def test_a_sequence_does_not_see_its_neighbours(network):
    alone = score(network, WORDS[3:5])
    between = score(network, WORDS, WORDS[3:5], WORDS[:2])
    np.testing.assert_allclose(between[9:11], alone, atol=1e-5)


def test_a_word_sees_others_of_its_sequence(network):
    there, elsewhere = score(network, WORDS[:5]), score(network, WORDS[2:5])
    assert np.abs(there[-1] - elsewhere[-1]).max() > 1e-3


def test_a_sequence_longer_than_a_window_is_read_as_one(network):
    words = WORDS * (WINDOW // 4)
    scores = score(network, words)
    middle = scores[len(WORDS) * 10 : -len(WORDS) * 10].reshape(-1, len(WORDS), 2, 3)
    np.testing.assert_allclose(middle, np.broadcast_to(middle[:1], middle.shape), atol=1e-5)


def test_nothing_to_read(network):
    assert score(network).shape == (0, 2, 3)


def test_other_word_vectors_are_refused(weights, navec):
    with pytest.raises(WeightsError, match="trained on vectors 'other'"):
        KindsNetwork(replace(weights, navec="other"), navec)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x93NUMPY"])
def test_a_damaged_file_is_named(tmp_path, content):
    path = tmp_path / "kinds.npz"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"kinds\.npz cannot be read"):
        read_kinds(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(WeightsError, match=r"none\.npz cannot be read"):
        read_kinds(tmp_path / "none.npz")
