"""Test organisations with the same Wikidata id; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    ("а: ORG Банк России; LOC Россия | б: ORG ЦБ РФ", {"Банк России = ЦБ РФ", "Россия"}),
    ("а: ORG Би-би-си | б: ORG BBC", {"BBC = Би-би-си"}),
    # A short acronym, if the corpus has the organisation in full.
    (
        "а: ORG Русская православная церковь | б: ORG РПЦ",
        {"РПЦ = Русская православная церковь"},
    ),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_linked_organisations(corpus, expected):
    assert resolve(corpus) == ordered(expected)
