"""Sentences that are filled with names for training."""

import random
import re

import pytest
from models.training.fillers import latin
from models.training.marked_sentences import document, filled, sentences

CASES = {"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"}
OTHERS = {"ORG", "LATIN", "CITY", "BRAND", "STREET", "NUMBER", "EMOJI"}


class Fillers:
    """Stands in for the fillers, which read the whole dictionary."""

    def fill(self, kind, detail):
        if kind in ("TOWN", "SHORT"):
            assert detail in CASES
        elif kind in OTHERS:
            assert detail == ""
        else:
            assert kind in CASES
            assert detail in ("", "m", "f")
        return f"Имя{len(kind)}"


@pytest.mark.parametrize("row", sentences())
def test_every_sentence_can_be_filled(row):
    text, spans = filled(row, Fillers())
    assert not re.search(r"[\[\]{}]", text)
    assert len(spans) == row.count("[")
    for start, end, label in spans:
        assert text[start:end].strip() == text[start:end] != ""
        assert label in ("PER", "LOC", "ORG")


def test_a_document_has_the_spans_of_its_lines():
    rows = ["[{Dat:f}]PER позвонили.", "Нет имён."]
    one = document(rows, Fillers(), random.Random(1), 7)
    assert one.id == "made/7"
    assert {one.text[start:end] for start, end, _ in one.spans} == {"Имя3"}
    assert len(one.spans) == one.text.count("позвонили") > 0


@pytest.mark.parametrize(
    ("word", "expected"), [("Щукин", "Shchukin"), ("Юлия", "Yuliya"), ("Объезд", "Obezd")]
)
def test_transliteration(word, expected):
    assert latin(word) == expected
