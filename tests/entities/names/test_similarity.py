"""Test names at edit distance 1 and names in two alphabets."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.entities.names import similarity
from imena.entities.names.similarity import (
    consonant_key,
    edit_position,
    is_inner_edit,
    one_edit_apart,
)

WORDS = st.lists(st.text("абв", min_size=1, max_size=5), max_size=12, unique=True)


def is_one_edit(one, other):
    """Compare by brute force: delete, insert or replace a letter at every position."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) == 1:
        return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


@given(WORDS, st.sampled_from([10, 1_000]))
def test_all_pairs_are_found(words, sorted_at_once):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "SORTED_AT_ONCE", sorted_at_once)
        patch.setattr(similarity, "CHUNK", 5)
        found = set(one_edit_apart(words))
    assert found == {
        (one, other) for one, other in combinations(words, 2) if is_one_edit(one, other)
    }


@given(st.text("абв", max_size=6), st.text("абв", max_size=6))
def test_no_edit_between_distant_names(one, other):
    assert (edit_position(one, other) is not None) == (one != other and is_one_edit(one, other))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("чаудхри", "чаудри", True),
        ("шекхупурра", "шекхупура", True),
        ("петров", "петрова", False),
        ("петрова", "петрову", False),
        ("иванов", "званов", False),
        ("иванов", "иванов", False),
    ],
)
def test_inner_edits(one, other, expected):
    assert is_inner_edit(one, other) is expected


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Пфайзер", "Pfizer"),
        ("Байонтек", "BioNTech"),
        ("Йенс Шпан", "Jens Spahn"),
        ("Маркус Зёдер", "Markus Söder"),
        ("Ульрих Делиус", "Ulrich Delius"),
        ("Хиллари Клинтон", "Hillary Clinton"),
    ],
)
def test_one_consonant_key_in_two_alphabets(cyrillic, latin):
    assert consonant_key(cyrillic) == consonant_key(latin)
