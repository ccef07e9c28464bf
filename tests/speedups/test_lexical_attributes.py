"""Lexical attributes are spaCy's own."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang import lex_attrs
from spacy.vocab import Vocab

from imena.speedups.lexical_attributes import faster_getters, speed_up

PLAIN, FAST = spacy.blank("ru").vocab, spacy.blank("ru").vocab
speed_up(FAST)
WORDS = ["сто", "Десять", "5", "3,5", "1/2", "+7", "США", "iPhone", "МИДа", "lenta.ru", "http://a"]


@given(st.text(min_size=1, max_size=8) | st.text("аБxY中1.", min_size=1) | st.sampled_from(WORDS))
def test_attributes_of_any_word(word):
    for attribute, getter in PLAIN.lex_attr_getters.items():
        assert FAST.lex_attr_getters[attribute](word) == getter(word)


def test_a_shared_vocabulary_is_sped_up_once():
    before = dict(FAST.lex_attr_getters)
    speed_up(FAST)
    assert FAST.lex_attr_getters == before


def test_other_vocabularies_keep_what_they_have():
    speed_up(Vocab())
    english = spacy.blank("en")
    speed_up(english.vocab)
    assert english("ten")[0].like_num


@pytest.mark.parametrize("name", ["word_shape", "like_url", "is_ascii"])
def test_a_function_that_spacy_does_not_have_is_left_out(monkeypatch, name):
    replaced = len(faster_getters())
    monkeypatch.delattr(lex_attrs, name)
    assert len(faster_getters()) == replaced - 1


def test_a_vocabulary_without_getters_stays_as_it_is():
    speed_up(object())
