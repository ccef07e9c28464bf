"""The first layer remembers words, and forgets those that were not asked for."""

import pickle

import numpy as np
import pytest

from imena.nets.archive import NER, natasha_data
from imena.nets.projection import GAP, Projection
from imena.nets.tagger import read_tagger

WORDS = ["Валерий", "Герасимов", "и", "Джозеф", "Данфорд", "встретились", "в", "Баку", ",", "США"]


@pytest.fixture
def small():
    """Room for eleven words."""
    whole = read_tagger(natasha_data() / NER)._first
    shapes = whole._shape_ids, whole._shapes
    return whole, Projection(*shapes, whole._navec, whole._weight, whole._bias, capacity=10)


def convolve(projection, words):
    return projection.convolve(projection.slots([GAP, *words, GAP]))[1:-1]


def test_forgotten_words_are_computed_again(small):
    whole, projection = small
    expected = convolve(whole, WORDS[:5]), convolve(whole, WORDS[5:])
    for _ in range(3):
        np.testing.assert_allclose(convolve(projection, WORDS[:5]), expected[0], atol=1e-5)
        np.testing.assert_allclose(convolve(projection, WORDS[5:]), expected[1], atol=1e-5)
        assert len(projection._slots) <= 11


def test_a_gap_adds_nothing(small):
    whole, _ = small
    np.testing.assert_allclose(
        convolve(whole, ["Баку"]), convolve(whole, ["Баку", "", "Баку"])[:1], atol=1e-6
    )


def test_as_many_words_as_there_is_room_for(small):
    whole, projection = small
    np.testing.assert_allclose(convolve(projection, WORDS), convolve(whole, WORDS), atol=1e-5)


def test_a_copy_starts_empty_and_gives_the_same(small):
    whole, projection = small
    expected = convolve(projection, WORDS[:5])
    data = pickle.dumps(projection)
    np.testing.assert_allclose(convolve(pickle.loads(data), WORDS[:5]), expected, atol=1e-6)
    assert len(pickle.dumps(whole)) < whole._table.nbytes


def test_an_interrupt_while_words_are_forgotten_does_no_harm(small, monkeypatch):
    whole, projection = small
    convolve(projection, WORDS[:5])
    convolve(projection, WORDS[4:9])

    def interrupted(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr("imena.nets.projection.range", interrupted, raising=False)
    with pytest.raises(KeyboardInterrupt):
        convolve(projection, WORDS[5:])
    monkeypatch.undo()
    for words in (WORDS[:5], WORDS[5:]):
        np.testing.assert_allclose(convolve(projection, words), convolve(whole, words), atol=1e-5)
