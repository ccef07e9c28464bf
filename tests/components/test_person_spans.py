"""Surname, first name and patronymic are one mention where they agree."""

import pytest
from tests.helpers.marked import mark, parse

CASES = [
    "Грамоту вручили [Мельникову Аркадию Львовичу]PER.",
    "Спорили с [Сычевой Кирой Борисовной]PER весь день.",
    "Доклад о [Зотове Филиппе Ильиче]PER готов.",
    "Дело [Непомнящего Егора Кузьмича]PER закрыто.",
    "[ПЕТРЕНКО Глеб Семёнович]PER назначен директором.",
    "Директор [Глеб Семёнович]PER уехал. Директору [Глебу Семёновичу]PER сказали.",
    "Справку подписала [Зайцева Марина]PER.",
    "вдова [Ельцина]PER [Наина Иосифовна]PER приехала.",
    "Труды [Ибн Рушда]PER изучали в [Кордове]LOC.",
    "[АХМЕТОВА ГУЛЬНАРА ИЛЬДАРОВНА]PER\t[Казахстан]LOC",
]


@pytest.mark.parametrize("case", CASES)
def test_full_names(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)
