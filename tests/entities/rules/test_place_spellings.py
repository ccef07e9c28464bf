"""Test misspelt locations; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    ("а: LOC Шекхупурра | б: LOC Шекхупура", {"Шекхупура = Шекхупурра"}),
    ("а: LOC Шекхупурра, Шекхупура", {"Шекхупура", "Шекхупурра"}),
    (
        "а: LOC Словакия | б: LOC Словения | в: LOC Слования | г: LOC Словокия",
        {"Словакия = Словокия", "Словения", "Слования"},
    ),
    ("а: LOC Иран | б: LOC Ирак", {"Иран", "Ирак"}),
    ("а: LOC Австрия | б: LOC Австралия", {"Австрия", "Австралия"}),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_misspelt_locations(corpus, expected):
    assert resolve(corpus) == ordered(expected)
