"""Readings of single words: the nominatives that a word may be a form of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.forms.word_readings import rare_lemmas, readings


def nominatives(word, label):
    return {reading.nominative for reading in readings(word, label)}


@pytest.mark.parametrize(
    ("word", "label", "nominative"),
    [
        ("Анкориджа", "LOC", "анкоридж"),
        ("МИДа", "ORG", "мид"),
        ("МОСКВЕ", "LOC", "москва"),
        ("МАГАТЭ", "ORG", "магатэ"),
        ("Motors", "ORG", "motors"),
    ],
)
def test_nominatives(word, label, nominative):
    assert nominative in nominatives(word, label)


def test_a_rare_lemma_scores_less_than_the_frequent_one():
    scores = {r.nominative: r.score for r in readings("Большим", "ORG") if r.case == "Ins"}
    assert rare_lemmas()["больший"] < 0
    assert scores["больший"] < scores["большой"]


@given(st.text("абвгАБВ-1", min_size=1, max_size=8), st.sampled_from(["LOC", "ORG"]))
def test_every_word_has_a_reading(word, label):
    assert readings(word, label)
