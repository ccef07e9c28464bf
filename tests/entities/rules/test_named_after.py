"""Test institutions named after persons; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    (
        "а: ORG Центр имени Н. В. Склифа | б: ORG Научный центр им. Склифа | в: ORG Центр Склифа",
        {"Научный центр им. Склифа = Центр Склифа = Центр имени Н. В. Склифа"},
    ),
    # With one description in the corpus it is that one, with two it may be either.
    (
        "а: ORG центр хирургии имени Н. В. Склифа | б: ORG Центр им. Склифа",
        {"Центр им. Склифа = центр хирургии имени Н. В. Склифа"},
    ),
    ("а: ORG центр хирургии имени Склифа, центр зрения имени Склифа, Центр им. Склифа", None),
    ("а: ORG Научный центр хирургии имени Склифа | б: ORG НЦЗ им. Склифа", None),
    ("а: ORG Театр имени Чехова | б: ORG Музей имени Чехова", None),
    ("а: ORG Центр имени Чехова | б: ORG Центр имени Вахтангова | в: ORG Центр Москвы", None),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_institutions(corpus, expected):
    entities = resolve(corpus)
    if expected is None:
        assert not any("=" in entity for entity in entities)
    else:
        assert entities == ordered(expected)
