"""Labels that are the same in every context."""

import pytest

from imena.components.guideline import apply_label


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
def test_apply_label(text, label, expected):
    assert apply_label(text, label) == expected
