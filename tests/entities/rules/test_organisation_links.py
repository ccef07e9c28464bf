"""Organisations with one id in Wikidata: a corpus a line, its entities behind it."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    ("а: ORG Банк России; LOC Россия | б: ORG ЦБ РФ", {"Банк России = ЦБ РФ", "Россия"}),
    ("а: ORG Би-би-си | б: ORG BBC", {"BBC = Би-би-си"}),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_linked_organisations(corpus, expected):
    assert resolve(corpus) == ordered(expected)
