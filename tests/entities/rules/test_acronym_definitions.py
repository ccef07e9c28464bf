"""Test acronyms that a text defines in brackets."""

import pytest
from tests.helpers.random_corpora import mentions_of, with_ids

from imena.entities.group import group

DEFINED = ("short", "Агентство по охране среды", "БСО")
OTHERWISE = ("short", "Правительство", "БСО")
BARE = ("ORG", "БСО")


@pytest.mark.parametrize(
    ("documents", "entities"),
    [
        ([[DEFINED]], ["Агентство по охране среды"] * 2),
        ([[DEFINED], [BARE]], ["Агентство по охране среды"] * 3),
        ([[DEFINED], [OTHERWISE]], ["Агентство по охране среды"] * 2 + ["Правительство"] * 2),
        (
            [[DEFINED], [OTHERWISE], [BARE]],
            ["Агентство по охране среды"] * 2 + ["Правительство"] * 2 + ["БСО"],
        ),
    ],
)
def test_a_definition_applies_unless_another_contradicts_it(documents, entities):
    assigned, _ = group(mentions_of(with_ids(documents)), nested=True)
    assert assigned.column("entity").to_pylist() == entities
