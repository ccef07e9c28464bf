"""Test syllabic abbreviations; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    ("а: ORG Государственная дума | б: ORG Госдума", {"Государственная дума = Госдума"}),
    (
        "а: ORG Запсибкомбанк | б: ORG Западно-Сибирский коммерческий банк",
        {"Запсибкомбанк = Западно-Сибирский коммерческий банк"},
    ),
    # With two candidates in the corpus, it is the one in its document, or neither.
    (
        "а: ORG Западно-Сибирский коммерческий банк, Запсибкомбанк "
        "| б: ORG Западная Сибирская компания банковская",
        {
            "Запсибкомбанк = Западно-Сибирский коммерческий банк",
            "Западная Сибирская компания банковская",
        },
    ),
    (
        "а: ORG Западно-Сибирский коммерческий банк | в: ORG Запсибкомбанк "
        "| б: ORG Западная Сибирская компания банковская",
        {
            "Запсибкомбанк",
            "Западно-Сибирский коммерческий банк",
            "Западная Сибирская компания банковская",
        },
    ),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_syllables(corpus, expected):
    assert resolve(corpus) == ordered(expected)
