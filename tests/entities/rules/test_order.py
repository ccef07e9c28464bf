"""Test that the order of documents does not matter, on the corpora of all rule tests."""

import pytest
from tests.entities.rules import (
    test_organisation_links,
    test_organisation_spellings,
    test_organisations,
    test_person_short_names,
    test_persons,
    test_place_spellings,
    test_places,
    test_short_names,
    test_state_bodies,
    test_syllables,
)
from tests.helpers.written_corpora import resolve

MODULES = (
    test_organisation_links,
    test_organisation_spellings,
    test_organisations,
    test_person_short_names,
    test_persons,
    test_place_spellings,
    test_places,
    test_short_names,
    test_state_bodies,
    test_syllables,
)
CORPORA = [corpus for module in MODULES for corpus, _ in module.CASES if " | " in corpus]


@pytest.mark.parametrize("corpus", CORPORA)
def test_in_any_order(corpus):
    assert resolve(" | ".join(corpus.split(" | ")[::-1])) == resolve(corpus)
