"""Words in capitals in mixed text, and words cut at the end of a line."""

import pytest
from tests.helpers.marked import mark, parse

CASES = [
    "САДОВОДЫ разносили золу по полям.",
    "Газета писала: «ОСВОБОЖДЁННАЯ [ПОЛЬША]LOC ВСТРЕЧАЕТ ГОСТЕЙ».",
    "Об этом говорят в [МВД]ORG и в партии «[ЯБЛОКО]ORG».",
    "Он выехал в [Ка-\nзань]LOC, столицу [Татарстана]LOC, и пробыл там около трёх дней; за это "
    "вре-\nмя город увидели все, кто хотел, рассказали вечером в среду устроители\nпоездки.",
]


@pytest.mark.parametrize("case", CASES)
def test_capitals(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)
