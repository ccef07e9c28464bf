"""Words cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.nets.pieces import SPACE, Pieces

UNKNOWN = 3
VOCABULARY = {
    "▁Мос": -5.0,
    "ква": -5.0,
    "▁Москва": -9.0,
    "▁": -3.0,
    "М": -6.0,
    "о": -6.0,
    "с": -6.0,
}
VOCABULARY |= {"▁10": -4.0, "0": -4.0}
PIECES = ["", "", "", "", *VOCABULARY]


@pytest.fixture(scope="module")
def pieces():
    return Pieces(PIECES, [0.0] * 4 + list(VOCABULARY.values()), UNKNOWN)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (SPACE + "Москва", ["▁Москва"]),
        (SPACE + "Мосс", ["▁Мос", "с"]),
        ("ква", ["ква"]),
        (SPACE + "Мо", ["▁", "М", "о"]),
        (SPACE + "100", ["▁10", "0"]),
        (SPACE + "１００", ["▁10", "0"]),
    ],
)
def test_the_most_probable_way_to_cut(pieces, word, expected):
    assert [PIECES[number] for number in pieces.cut(word)] == expected


def test_letters_that_no_piece_has(pieces):
    assert pieces.cut("Ѫ") == [UNKNOWN]
    assert pieces.cut("оѪо") == [PIECES.index("о"), UNKNOWN, PIECES.index("о")]
    assert pieces.cut("") == [UNKNOWN]


@given(st.text())
def test_no_word_crashes_and_none_is_without_pieces(pieces, word):
    assert len(pieces.cut(word)) >= 1
    assert pieces.cut(word) == pieces.cut(word)
