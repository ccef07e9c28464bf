"""Sentences are razdel's."""

from importlib import import_module

import pytest
import razdel
from hypothesis import given
from hypothesis import strategies as st

from imena.speedups import sentences
from imena.speedups.sentences import RULES, open_rules, plain_starts, sentence_starts

sentenize = import_module("razdel.segmenters.sentenize")  # a function of that name hides it


@given(st.text() | st.text(alphabet='аБxI1 .,;:!?…()»«"-–—\n', max_size=40))
def test_sentences_of_any_text(text):
    assert list(sentence_starts(text)) == list(plain_starts(text))


@pytest.mark.parametrize(
    "text",
    [
        "1. Первое. 2. Второе.",
        "Он жил в г. Москве, на ул. Ленина. Т. е. недалеко. И т. д. и т. п.",
        "«Да!» — сказал он. «Нет», — ответила она. (Смех.) Потом ушли...",
        "I. Введение. а) один; б) два.  В 1990-х гг. было иначе.",
    ],
)
def test_sentences(text):
    assert list(sentence_starts(text)) == [s.start for s in razdel.sentenize(text)]


@pytest.mark.parametrize("mark", [".", "!", "?", "…"])
def test_no_abbreviation_is_taken_for_a_plain_end(mark):
    for word in {*RULES.abbreviations, "столицу", "он"}:
        for text in (f"Был {word}{mark} Там", f"И т.{word}{mark} Там", f"{word}{mark} Там"):
            assert list(sentence_starts(text)) == [s.start for s in razdel.sentenize(text)]


@pytest.mark.parametrize("name", ["SentSplit", "SentSegmenter", "BULLET_SIZE"])
def test_other_internals_of_razdel(monkeypatch, name):
    monkeypatch.delattr(sentenize, name)
    rules = open_rules()
    assert rules is None
    monkeypatch.undo()
    monkeypatch.setattr(sentences, "RULES", rules)
    assert list(sentence_starts("Он в г. Баку. Там.")) == [0, 14]


def test_the_rules_are_found():
    assert RULES is not None


def test_other_rules_of_razdel(monkeypatch):
    monkeypatch.setattr(sentenize.SentSegmenter, "join", lambda self, split: False, raising=False)
    assert open_rules() is None
