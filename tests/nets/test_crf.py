"""Viterbi in batches against the obvious one, sequence by sequence."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from imena.nets.crf import viterbi


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


@given(st.lists(st.integers(1, 12), max_size=8), st.integers(0, 1000))
def test_a_batch_is_its_sequences(lengths, seed):
    random = np.random.default_rng(seed)
    emissions = random.normal(size=(sum(lengths), 5)).astype(np.float32)
    transitions = random.normal(size=(5, 5)).astype(np.float32)
    found = viterbi(emissions, np.array(lengths, np.int64), transitions)
    ends = np.cumsum([0, *lengths])
    expected = [
        tag
        for start, end in pairwise(ends)
        for tag in obvious_viterbi(emissions[start:end], transitions)
    ]
    assert found.tolist() == expected
