"""Words in capitals in mixed text."""

import pytest
from tests.helpers.marked import mark, parse

CASES = [
    "САДОВОДЫ разносили золу по полям.",
    "Газета писала: «ОСВОБОЖДЁННАЯ [ПОЛЬША]LOC ВСТРЕЧАЕТ ГОСТЕЙ».",
    "Об этом говорят в [МВД]ORG и в партии «[ЯБЛОКО]ORG».",
]


@pytest.mark.parametrize("case", CASES)
def test_capitals(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)
