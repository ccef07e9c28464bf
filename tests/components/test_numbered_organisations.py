"""Organisations that are told apart by a number."""

import pytest
from tests.helpers.marked import mark, parse

from imena.components.numbered_organisations import part_of

CASES = [
    "Ученики [школы № 57]ORG победили.",
    "[МБОУ СОШ № 5]ORG объявила набор.",
    "В [школе №1234]ORG прошёл выпускной.",
    "Его доставили в [детскую городскую больницу № 40]ORG.",
    "[Детский сад № 12 «Солнышко»]ORG закрыт.",
    "Лежит в [больнице № 31]ORG [Санкт-Петербурга]LOC.",
    "Состоялось собрание [ГСК № 15]ORG.",
    # other numbers
    "Приказ № 5 и дом № 7.",
    "Это школа. № 5 выбыл.",
    "Больница № неизвестна.",
]


@pytest.mark.parametrize("case", CASES)
def test_numbered_organisations(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)


@pytest.mark.parametrize(
    ("case", "names"),
    [
        ("Лежит в больнице № 31 Санкт-Петербурга.", ["больнице № 31", "Санкт-Петербурга"]),
        (
            "МИФНС № 3 по Тверской области",
            ["МИФНС № 3 по Тверской области", "Тверской области"],
        ),
    ],
)
def test_a_number_makes_a_name_complete_without_its_place(nlp, case, names):
    doc = nlp(case)
    assert [span.text for span in doc.spans["imena"]] == names


@pytest.mark.parametrize(
    ("word", "part"), [("школе", "head"), ("СОШ", "head"), ("детскую", "adjective"), ("дом", "")]
)
def test_parts_of_such_a_name(word, part):
    assert part_of(word) == part
