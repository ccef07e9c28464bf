"""Test misspelt organisations; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    ("а: ORG Роснефтигаз | б: ORG Роснефтегаз", {"Роснефтегаз = Роснефтигаз"}),
    ("а: ORG Роснефтигаз, Роснефтегаз", {"Роснефтегаз", "Роснефтигаз"}),
    ("а: ORG Роснефтегаз | б: ORG Роснефтегас", {"Роснефтегаз", "Роснефтегас"}),
    ("а: ORG Школа 12 | б: ORG Школа 13", {"Школа 12", "Школа 13"}),
    ("а: ORG Красный Крест | б: ORG Красный Брест", {"Красный Крест", "Красный Брест"}),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_misspelt_organisations(corpus, expected):
    assert resolve(corpus) == ordered(expected)
