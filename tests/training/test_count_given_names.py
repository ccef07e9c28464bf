"""Test which words count as first names."""

import json
import lzma

import pytest
from models.training.count_given_names import (
    first_of_label,
    folded_names,
    labelled_names,
    read_texts,
    without_inflected,
)


@pytest.mark.parametrize(
    ("label", "first"),
    [
        ("Ветошкин, Кирилл Львович", "Кирилл"),
        ("Кирилл Ветошкин", "Кирилл"),
        ("Ветошкин, Кирилл (актёр)", "Кирилл"),
        ("Кирилл (актёр)", None),
        ("Пеле", None),
        ("", None),
    ],
)
def test_first_name_of_a_label(label, first):
    assert first_of_label(label) == first


def test_each_person_is_counted_once(tmp_path):
    person = [0, 5, "PERSON", "Q1", "Кирилл Ветошкин"]
    rows = [
        {"links": [person, [6, 9, "CITY", "Q2", "Нижний Новгород"]]},
        {"links": [person, [9, 12, "PERSON", "NULL", "Кирилл Львов"]]},
    ]
    path = tmp_path / "nerel_train.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    assert labelled_names(path) == {"Кирилл": 1}


@pytest.mark.parametrize(
    ("word", "count", "counts"),
    [
        ("Кирилл", 1, True),
        ("Айбулар", 2, True),  # no dictionary has it
        ("Айбулар", 1, False),
        ("Кириллу", 2, True),  # is dropped later
        ("Министр", 9, False),
        ("Баркевенко", 9, False),
        ("К.", 9, False),
        ("John", 9, False),
    ],
)
def test_words_that_may_be_first_names(word, count, counts):
    assert bool(folded_names({word: count})) == counts


def test_inflected_names_are_dropped():
    names = {"асия": 5, "асии": 2, "кирилл": 1, "кириллу": 2, "лука": 3}
    assert without_inflected(names) == {"асия": 5, "кирилл": 1, "лука": 3}


def test_all_corpora_are_read(tmp_path):
    for name in ("unlabelled.jsonl.xz", "unlabelled_genres.jsonl.xz"):
        with lzma.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.write(json.dumps({"id": "1", "text": "Раз."}) + "\n")
    for name in ("nerel_train.jsonl", "factrueval_dev.jsonl"):
        (tmp_path / name).write_text(json.dumps({"id": "1", "text": "Два."}), "utf-8")
    assert list(read_texts(tmp_path)) == ["Раз.", "Раз.", "Два.", "Два."]
