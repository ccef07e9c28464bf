"""Viterbi and marginals in batches against the obvious ones, sequence by sequence."""

from itertools import pairwise, product, zip_longest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imena.nets import crf
from imena.nets.crf import cut, span_probabilities, viterbi


def obvious_viterbi(emissions, transitions):
    """The best of all paths, one step and one tag at a time."""
    score, history = emissions[0], []
    for emission in emissions[1:]:
        candidates = score[:, None] + transitions
        history.append(candidates.argmax(0))
        score = candidates.max(0) + emission
    path = [int(score.argmax())]
    for back in reversed(history):
        path.append(int(back[path[-1]]))
    return path[::-1]


def obvious_paths(emissions, lengths, transitions):
    """The best path of each sequence, one after the other."""
    return [
        tag
        for start, end in pairwise(np.cumsum([0, *lengths]))
        for tag in obvious_viterbi(emissions[start:end], transitions)
    ]


def obvious_probability(emissions, transitions, path, first, last, continues_span):
    """The weight of all paths that have the span, over the weight of all paths."""
    having = total = 0.0
    for other in product(range(len(transitions)), repeat=len(emissions)):
        score = sum(emissions[i, tag] for i, tag in enumerate(other))
        weight = np.exp(score + sum(transitions[a, b] for a, b in pairwise(other)))
        total += weight
        ends = (
            last + 1 == len(path)
            or continues_span[path[last + 1]]
            or not continues_span[other[last + 1]]
        )
        if ends and list(other[first : last + 1]) == list(path[first : last + 1]):
            having += weight
    return having / total


def random_batch(lengths, seed, tags=5):
    random = np.random.default_rng(seed)
    emissions = random.normal(size=(sum(lengths), tags)).astype(np.float32)
    transitions = random.normal(size=(tags, tags)).astype(np.float32)
    return emissions, np.array(lengths, np.int64), transitions


@given(st.lists(st.integers(1, 12), max_size=8), st.integers(0, 1000))
def test_a_batch_is_its_sequences(lengths, seed):
    emissions, lengths, transitions = random_batch(lengths, seed)
    expected = obvious_paths(emissions, lengths, transitions)
    assert viterbi(emissions, lengths, transitions).tolist() == expected


@given(st.lists(st.integers(1, 400), min_size=1, max_size=5))
def test_pieces_cover_every_token_once_and_see_their_neighbours(lengths):
    pieces = cut(np.array(lengths, np.int64))
    assert pieces.rows[pieces.own_rows].tolist() == list(range(sum(lengths)))
    assert len(pieces.steps) <= crf.CORE + 2 * crf.HALO
    sequence = np.repeat(np.arange(len(lengths)), lengths)
    for column in zip_longest(*(pieces.rows[step] for step in pieces.steps)):
        rows = [row for row in column if row is not None]
        assert (np.diff(rows) == 1).all()
        assert len(set(sequence[rows])) == 1


def test_a_long_sequence_is_read_as_a_whole():
    emissions, lengths, transitions = random_batch([1000, 3, 700], 1)
    emissions *= 4  # as clear as a trained network is
    expected = obvious_paths(emissions, lengths, transitions)
    assert viterbi(emissions, lengths, transitions).tolist() == expected


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.integers(0, 1000), st.data())
def test_probabilities_of_spans(lengths, seed, data):
    emissions, lengths, transitions = random_batch(lengths, seed, tags=3)
    continues_span = np.array([False, True, False])
    path = viterbi(emissions, lengths, transitions)
    ends = np.cumsum([0, *lengths])
    spans, expected = [], []
    for start, end in pairwise(ends):
        if data.draw(st.booleans()):
            first = data.draw(st.integers(start, end - 1))
            last = data.draw(st.integers(first, end - 1))
            spans.append((first, last))
            expected.append(
                obvious_probability(
                    emissions[start:end],
                    transitions,
                    path[start:end],
                    first - start,
                    last - start,
                    continues_span,
                )
            )
    found = span_probabilities(
        emissions,
        lengths,
        transitions,
        path,
        np.array(spans, np.int64).reshape(-1, 2),
        continues_span,
    )
    assert found == pytest.approx(expected, rel=1e-5)


def test_probabilities_in_a_long_sequence():
    emissions, lengths, transitions = random_batch([600], 3)
    emissions *= 4
    continues_span = np.zeros(5, bool)
    path = viterbi(emissions, lengths, transitions)
    spans = np.array([[i, i + 2] for i in range(0, 590, 7)])
    found = span_probabilities(emissions, lengths, transitions, path, spans, continues_span)
    middle = slice(280, 320)
    for first, last in [[287, 289], [301, 303]]:
        number = spans[:, 0].tolist().index(first)
        alone = span_probabilities(
            emissions[middle],
            np.array([40]),
            transitions,
            path[middle],
            np.array([[first - 280, last - 280]]),
            continues_span,
        )
        assert found[number] == pytest.approx(alone[0], rel=1e-3)
