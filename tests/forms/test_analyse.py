"""Analyses are pymorphy3's, with and without its dictionary in C."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.forms.analyse import dictionary, only_lemma, parses

WORDS = [
    *("стали", "Герасимова", "герасимова", "Генштаба", "всё", "еще", "ещё", "елка", "США", "НАТО"),
    *("и", "А", "я", "VII", "Данфорд", "Данфорду", "Рааба", "министерство-то", "Ростов-на-Дону"),
    *("по-русски", "кое-кто", "бутявкать", "Скрипалей", "наилучшего", "лучше", "быстрее", "мяу"),
    *("Интерфакс-АВН", "самолётиками", "iPhone", "2018", "псевдокошка", "супербогатый", "чищу"),
    *("Мэттису", "Пашиняном", "счастья"),
]
CASES = [{"nomn"}, {"nomn", "sing"}, {"nomn", "plur"}, {"nomn", "sing", "femn"}, {"loc2"}]


def analyses(word):
    return [(a.word, a.tag.text, a.lemma, a.score) for a in parses(word)]


def pymorphys(word):
    return [(p.word, str(p.tag), p.normal_form, p.score) for p in dictionary().parse(word)]


@pytest.mark.parametrize("word", WORDS)
def test_analyses_are_pymorphys(word):
    assert analyses(word) == pymorphys(word)


@pytest.mark.parametrize("word", WORDS)
def test_forms_are_pymorphys(word):
    for ours, theirs in zip(parses(word), dictionary().parse(word), strict=True):
        assert ours.forms() == [(form.word, form.tag.grammemes) for form in theirs.lexeme]
        for grammemes in CASES:
            form = theirs.inflect(grammemes)
            assert ours.inflect(frozenset(grammemes)) == (form and form.word)


@given(st.text("абвгдежзиклмнопрстуыьэяё-АБВ", min_size=1, max_size=12))
def test_any_word(word):
    assert analyses(word) == pymorphys(word)
    only = only_lemma(word.lower())
    assert only is None or {lemma for _, _, lemma, _ in pymorphys(word)} == {only}


def test_the_dictionary_in_c_changes_nothing():
    pytest.importorskip("dawg", reason="the dictionary in C is not installed")
    code = (
        "import sys, json; sys.modules['dawg'] = None\n"  # an import of it fails now
        "from imena.forms.analyse import parses\n"
        "from pymorphy3.dawg import EXTENSION_AVAILABLE\n"
        "words = json.load(sys.stdin)\n"
        "found = [[(a.word, a.tag.text, a.lemma, a.score) for a in parses(w)] for w in words]\n"
        "print(json.dumps([EXTENSION_AVAILABLE, found]))"
    )
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, input=json.dumps(WORDS), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    in_c, found = json.loads(run.stdout)
    assert not in_c
    assert [[tuple(a) for a in word] for word in found] == [analyses(word) for word in WORDS]
