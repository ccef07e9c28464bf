"""Test that the order of documents does not matter, on the corpora of all rule tests."""

from importlib import import_module

import pytest
from tests.helpers.written_corpora import resolve

RULES = (
    *(
        "named_after",
        "organisation_links",
        "organisation_spellings",
        "organisations",
        "person_short_names",
    ),
    *("persons", "place_spellings", "places", "short_names", "state_bodies", "syllables"),
)
MODULES = [import_module(f"tests.entities.rules.test_{rule}") for rule in RULES]
CORPORA = [corpus for module in MODULES for corpus, _ in module.CASES if " | " in corpus]


@pytest.mark.parametrize("corpus", CORPORA)
def test_in_any_order(corpus):
    assert resolve(" | ".join(corpus.split(" | ")[::-1])) == resolve(corpus)
