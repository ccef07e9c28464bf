"""Places in Latin letters."""

import pytest
from tests.helpers.marked import mark, parse

CASES = [
    "Компания открыла офис в [Baku]LOC.",
    "Он прилетел в [Istanbul]LOC вчера.",
    "Вчера он прилетел в [London]LOC.",
    "[Тим]PER приехал из [Cupertino]LOC.",
    "Встреча прошла в [New York]LOC.",
    "[Los Angeles]LOC и [San Francisco]LOC ждут.",
    "Живёт в [Berlin]LOC, работает в [Siemens]ORG.",
    "[The Washington Post]ORG пишет.",
    "Банк [Santander]ORG вырос.",
    "Журнал «[London]ORG» закрыт.",
]


@pytest.mark.parametrize("case", CASES)
def test_places_in_latin_letters(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)
