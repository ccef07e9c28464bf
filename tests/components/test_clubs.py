"""Clubs apart from the places and things they are named after."""

import pytest
from tests.helpers.marked import mark, parse

from imena.components.clubs import may_be_club

CASES = [
    "[Рубин]ORG обыграл [Торпедо]ORG.",
    "[Валенсия]ORG купила нападающего у [Монако]ORG.",
    "[Ростов]ORG разгромил [Сочи]ORG.",
    "Тренер [Спартака]ORG приехал в [Ростов]LOC.",
    "В [Барселоне]LOC сыграли вничью.",
    "В [Барселоне]LOC прошёл митинг.",
    "Жители [Сочи]LOC ждут матча.",
    "Заря окрасила небо.",
]


@pytest.mark.parametrize("case", CASES)
def test_clubs(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)


@pytest.mark.parametrize(
    ("word", "expected"), [("Спартаку", True), ("Уфе", True), ("Чикаго", False), ("Стол", False)]
)
def test_names_of_clubs(word, expected):
    assert may_be_club(word) == expected
