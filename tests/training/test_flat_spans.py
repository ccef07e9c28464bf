"""Test the conversion of NEREL's nested spans into flat ones: nested on the left, flat on the
right.
"""

import pytest
from models.training.gold import flat_spans
from tests.helpers.marked import mark, parse

KINDS = {"P": "PERSON", "O": "ORGANIZATION", "C": "COUNTRY", "G": "CITY", "J": "PROFESSION"}


@pytest.mark.parametrize(
    ("text", "nested", "expected"),
    [
        (
            "Глава Министерства обороны России Сергей Шойгу",
            [("Министерства обороны России", "O"), ("России", "C"), ("Сергей Шойгу", "P")],
            "Глава [Министерства обороны]ORG [России]LOC [Сергей Шойгу]PER",
        ),
        (
            "Актёр театра имени Вахтангова",
            [("театра имени Вахтангова", "O"), ("Вахтангова", "P")],
            "Актёр [театра имени Вахтангова]ORG",
        ),
        ("Приехала полиция", [("полиция", "O")], "Приехала полиция"),
        (
            "правительство Медведева",
            [("правительство Медведева", "O"), ("Медведева", "P")],
            "правительство [Медведева]PER",
        ),
        ("агентство «Интерфакс»", [("агентство «Интерфакс»", "O")], "агентство «[Интерфакс]ORG»"),
        ("российские власти", [("российские", "C")], "российские власти"),
        ("в городе Баку", [("городе Баку", "G")], "в городе [Баку]LOC"),
        ("президент Путин", [("президент", "J"), ("Путин", "P")], "президент [Путин]PER"),
    ],
)
def test_flat_spans(text, nested, expected):
    spans = [(text.index(part), text.index(part) + len(part), KINDS[kind]) for part, kind in nested]
    assert mark(text, flat_spans(text, spans)) == expected
    assert parse(expected)[0] == text
