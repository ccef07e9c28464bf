"""Test that the user's dictionary overrides the rules; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

from imena.dictionary.dictionary import read_dictionary
from imena.entities.rules.user_dictionary import merged_names

CASES = [
    (
        {"ORG": {"Росатом": ["Ведомство"]}},
        "а: ORG Росатом | б: ORG Ведомство",
        {"Ведомство = Росатом"},
    ),
    ({"merge": [["Глава", "Иван Петров"]]}, "а: PER Глава, Иван Петров", {"Глава = Иван Петров"}),
    # Names that the rules joined stay joined.
    (
        {"merge": [["Штаты", "Америка Северная"]]},
        "а: LOC США, Штаты | б: LOC Америка Северная",
        {"Америка Северная = США = Штаты"},
    ),
    # A short name is moved alone.
    (
        {"PER": {"Джозеф Данфорд": ["Данфорд"]}},
        "а: PER Иван Данфорд, Данфорд | б: PER Джозеф Данфорд",
        {"Иван Данфорд", "Данфорд = Джозеф Данфорд"},
    ),
    (
        {"split": [["Валерий Герасимов", "Герасимов"]]},
        "а: PER Валерий Герасимов, Герасимов",
        {"Валерий Герасимов", "Герасимов"},
    ),
]


@pytest.mark.parametrize(("dictionary", "corpus", "expected"), CASES)
def test_the_dictionary_decides(dictionary, corpus, expected):
    assert resolve(corpus, read_dictionary(dictionary)) == ordered(expected)


def test_merge_lists_with_a_common_name_are_combined():
    dictionary = read_dictionary({"merge": [["А", "Б"], ["В", "Г"], ["Д", "Б", "Г"], ["Е", "Ж"]]})
    assert merged_names(dictionary) == dict.fromkeys("абвгд", "А") | dict.fromkeys("еж", "Е")
