"""Test organisations that share a plural noun."""

import pytest
from tests.helpers.written_corpora import resolve

from imena.entities.names.shared_nouns import singular

CASES = [
    ("Аграрная партиями", "Аграрная партия"),
    ("Прогрессивная партии", "Прогрессивная партия"),
    ("Крестьянский союзов", "Крестьянский союз"),
    ("Аграрная партия", None),
    ("Олимпийские игры", None),
    ("Верхняя палата", None),
    ("Аграрная партия труда", None),
]


@pytest.mark.parametrize(("normal", "expected"), CASES)
def test_singular(normal, expected):
    assert singular(normal) == expected


def test_is_one_with_the_party():
    entities = resolve("а: ORG Аграрная партиями | б: ORG Аграрная партия")
    assert entities == {"Аграрная партия"}
