"""Windows for the encoder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.nets.windows import BEGIN, END, MAX_WORD_PIECES, Stretch, windows

A, B, C = [10], [11, 12], [13]


@pytest.mark.parametrize(
    ("stretches", "limit", "expected"),
    [
        ([Stretch([A, B], True), Stretch([C], False)], 9, [[BEGIN, 10, 11, 12, 13, END]]),
        ([Stretch([A, B], True), Stretch([C], True)], 9, [[BEGIN, 10, 11, 12, END, 13, END]]),
        (
            [Stretch([A, B], True), Stretch([C, A], False)],
            6,
            [[BEGIN, 10, 11, 12, END], [BEGIN, 13, 10, END]],
        ),
        ([Stretch([A, B, C], True)], 5, [[BEGIN, 10, 11, 12, END], [BEGIN, 13, END]]),
        ([], 9, []),
        ([Stretch([], True)], 9, []),
    ],
)
def test_stretches_are_laid_out(stretches, limit, expected):
    assert [window.pieces for window in windows(stretches, limit)] == expected


def test_where_words_begin():
    (window,) = windows([Stretch([A, B], True), Stretch([C], True)])
    assert window.firsts == [1, 2, 5]


words = st.lists(st.lists(st.integers(4, 99), min_size=1, max_size=50), max_size=12)
stretches = st.lists(st.builds(Stretch, words, st.booleans()), max_size=8)


@given(stretches, st.integers(40, 140))
def test_every_word_is_in_one_window_that_is_not_too_long(read, limit):
    laid = list(windows(read, limit))
    found = [window.pieces[first] for window in laid for first in window.firsts]
    assert found == [word[0] for stretch in read for word in stretch.words]
    assert all(len(window.pieces) <= limit for window in laid)
    longest = [word[:MAX_WORD_PIECES] for stretch in read for word in stretch.words]
    kept = sum(piece > 3 for window in laid for piece in window.pieces)
    assert kept == sum(map(len, longest))
