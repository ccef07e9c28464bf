"""What is the same in every context."""

import pytest

from imena.components.guideline import settled


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("ЕС", "LOC", "ORG"),
        ("Европейского союза", "LOC", "ORG"),
        ("евросоюз", "LOC", "ORG"),
        ("НАТО", "ORG", "ORG"),
        ("СМИ", "ORG", None),
        ("COVID-19", "ORG", None),
        ("Covid", "ORG", None),
        ("covid-tracker", "ORG", "ORG"),
        ("Европа", "LOC", "LOC"),
        ("Ес", "PER", "PER"),
    ],
)
def test_settled(text, label, expected):
    assert settled(text, label) == expected
