"""Test bodies and owners of organisations; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    (
        "а: ORG Минобороны России, Минобороны РФ, Министерство обороны России; LOC Россия, РФ",
        {"Минобороны РФ = Минобороны России = Министерство обороны России", "РФ = Россия"},
    ),
    (
        "а: ORG украинское министерство обороны, Минобороны Украины; LOC Украина",
        {"Минобороны Украины = украинское министерство обороны", "Украина"},
    ),
    ("а: ORG ОАО «Газпром» | б: ORG Газпром", {"Газпром = ОАО «Газпром»"}),
    ("а: ORG Pfizer | б: ORG Пфайзер", {"Pfizer = Пфайзер"}),
    ("а: ORG Pfizer, Пфайзер, Пфейзер", {"Pfizer", "Пфайзер", "Пфейзер"}),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_organisations(corpus, expected):
    assert resolve(corpus) == ordered(expected)
