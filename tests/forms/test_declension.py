"""Endings of names that no dictionary has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.forms.declension import PARADIGMS, readings


@pytest.mark.parametrize(
    ("word", "case", "gender", "nominative"),
    [
        ("данфорда", "Gen", "Masc", "данфорд"),
        ("вучичем", "Ins", "Masc", "вучич"),
        ("герасимовым", "Ins", "Masc", "герасимов"),
        ("заславского", "Gen", "Masc", "заславский"),
        ("заславской", "Dat", "Fem", "заславская"),
        ("кузиновой", "Loc", "Fem", "кузинова"),
        ("асию", "Acc", "Fem", "асия"),
        ("обаме", "Dat", "Masc", "обама"),
        ("скрипалей", "Gen", None, "скрипали"),
    ],
)
def test_readings(word, case, gender, nominative):
    found = {(r.case, r.gender, r.nominative) for r in readings(word)}
    assert (case, gender, nominative) in found


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", max_size=12))
def test_every_reading_declines_back_to_the_word(word):
    for reading in readings(word):
        forms = {
            reading.nominative[: len(reading.nominative) - len(paradigm.nominative)] + ending
            for paradigm in PARADIGMS
            if reading.nominative.endswith(paradigm.nominative)
            for ending in paradigm.oblique
        }
        assert word in forms
