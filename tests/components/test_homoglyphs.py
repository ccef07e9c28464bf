"""Folding: homoglyphs, marks inside a word, and words that stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.components.homoglyphs import fold_homoglyphs, for_tokenizer


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Eсли", "Если"),
        ("Mосквa", "Москва"),
        ("Gооglе", "Google"),
        ("Пу\u0301тин", "Путин"),
        ("Моск\u00adва", "Москва"),
        ("Мо\u200bсква", "Москва"),
        ("Андреи\u0306", "Андрей"),
        ("Е\u0308лка", "Ёлка"),
        ("Ìîñêâà", "Москва"),
        ("Ñàíêò-Ïåòåðáóðã", "Санкт-Петербург"),
        ("Kübler", "Kübler"),
        ("été", "été"),
        ("â", "в"),
        ("ä", "ä"),
        ("a", "а"),
        ("IT-компания", "IT-компания"),
        ("ІІ", "II"),
        ("ХІХ", "XIX"),
        ("І", "И"),
        ("iPhone", "iPhone"),
        ("iPhoneов", "iPhoneов"),
        ("Москва", "Москва"),
        ("BBC", "BBC"),
    ],
)
def test_fold(word, meant):
    assert fold_homoglyphs(word) == meant


@given(st.text(st.sampled_from("аеоАBEиGt-\u0301\u0306\u00ad\u200b 1.")))
def test_a_run_for_the_tokenizer_keeps_its_length(run):
    assert len(for_tokenizer(run)) == len(run)


@given(st.text())
def test_folding_twice_is_folding_once(word):
    assert fold_homoglyphs(fold_homoglyphs(word)) == fold_homoglyphs(word)
