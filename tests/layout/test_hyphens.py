"""Words that the end of a line cuts: ⏎ is a line break, | the parts of a word put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.layout.hyphens import cut_words, is_surely_cut, join_cut_words

JOINED = [
    ("Гера-⏎симов", "Герасимов"),
    ("Гера\u00ad⏎симов", "Герасимов"),
    ("Гера-  ⏎  симов", "Герасимов"),
    ("Нью-⏎Йорк", "Нью-Йорк"),
    ("Ростов-⏎на-Дону", "Ростов-на-Дону"),
    ("Мамину-⏎Сибиряку", "Мамину-Сибиряку"),
    ("ГЕН-⏎ШТАБ", "ГЕНШТАБ"),
    ("США-⏎Мексика", "США-Мексика"),
    ("вице-⏎премьер", "вице-премьер"),
    ("кто-⏎то", "кто-то"),
    ("Герасимов", "Герасимов"),
]
SURE = ["Ба-⏎ку", "ГЕН-⏎ШТАБА", "Санкт-⏎Петербург", "кто-⏎то"]
UNSURE = ["Омск-⏎Томск", "Иванов-⏎Петров"]
NO_CUTS = [
    "Омск —⏎город",
    "Омск -⏎город",
    "раз-два⏎три",
    "Омск-⏎⏎город",
    "Омск-⏎- Томск",
    "10-⏎Омск",
    "Ту-⏎134",
]


def broken(text):
    return text.replace("⏎", "\n")


@pytest.mark.parametrize(("text", "whole"), JOINED)
def test_joined_words(text, whole):
    assert join_cut_words(broken(text)) == whole
    assert join_cut_words(broken(text).replace("\n", "\r\n")) == whole


@pytest.mark.parametrize("text", [*SURE, *UNSURE])
def test_where_words_are_cut(text):
    (cut,) = cut_words(broken(text))
    assert broken(text)[slice(*cut)] == "-\n"
    assert is_surely_cut(broken(text), cut) == (text in SURE)


@pytest.mark.parametrize("text", NO_CUTS)
def test_no_cuts(text):
    assert cut_words(broken(text)) == []


@given(st.text(alphabet="аБ-\u00ad \n\r.", max_size=30))
def test_cuts_are_in_order_and_between_letters(text):
    cuts = cut_words(text)
    assert cuts == sorted(cuts)
    assert all(text[start - 1].isalpha() and text[end].isalpha() for start, end in cuts)


def test_a_huge_word_is_read_in_linear_time():
    word = "а" * 200_000
    assert join_cut_words(f"{word}.{word}-\nб") == f"{word}.{word}б"
