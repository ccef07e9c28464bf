"""Things that bear a person's name, couples, and pairs in different cases."""

import pytest
from tests.helpers.marked import mark, parse

CASES = [
    "Пароход «Лев Толстой» ушёл в [Самару]LOC.",
    "Танкер «Капитан Иван Седов» стоит в порту.",
    "Сериал «Жуков» снят в [Киеве]LOC.",
    "[Анна]PER и [Пётр Мельниковы]PER ушли.",
    "[Молотов]PER [Сталину]PER позвонил.",
    "Это сказал [Ирине]PER [Мельников]PER.",
    "Приехали [Иван Белов]PER и [Мария Петрова]PER.",
    "К [Салтыкову-Щедрину]PER приехал врач.",
    "Спросите [Никитичну]PER!",
    "Едем на [улицу Баумана]LOC.",
    "Истец ФИО1 подала иск к ФИО2.",
]


@pytest.mark.parametrize("case", CASES)
def test_persons(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)
