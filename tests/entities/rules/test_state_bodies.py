"""Test state bodies without a country; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    # The only country in the document, if the body has no usual short name or the country is
    # Russia.
    (
        "а: ORG Верховный суд; LOC Пакистан | б: ORG Верховный суд Пакистана; LOC Пакистан",
        {"Верховный суд = Верховный суд Пакистана", "Пакистан"},
    ),
    (
        "а: ORG МИД; LOC Россия | б: ORG МИД России; LOC Россия",
        {"МИД = МИД России", "Россия"},
    ),
    # The only country in the document that has such a body in the corpus.
    (
        "а: ORG МИД; LOC Пакистан, Франция | б: ORG МИД Пакистана; LOC Пакистан",
        {"МИД = МИД Пакистана", "Пакистан", "Франция"},
    ),
    ("а: ORG МИД; LOC Пакистан, Франция", {"МИД", "Пакистан", "Франция"}),
    (
        "а: ORG МИД; LOC Пакистан, Россия | б: ORG МИД Пакистана; LOC Пакистан",
        {"МИД", "МИД Пакистана", "Пакистан", "Россия"},
    ),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_bodies_of_state(corpus, expected):
    assert resolve(corpus) == ordered(expected)
