"""The first word of a sentence is no part of a name if it is none."""

import pytest
from tests.helpers.marked import mark, parse

CASES = [
    "Кладовщица [Зайцева]PER подписала акт.",
    "Барон [Врангель]PER вошёл в зал.",
    "Аспирантке [Бойчук]PER вручили диплом.",
    "Сержант [Мухин]PER вернулся в часть.",
    "Роман [Шолохова]PER издали в Ростове.".replace("Ростове", "[Ростове]LOC"),
    "[Роман Шолохов]PER издан.",
    "Теорема [Лобачевского]PER доказана.",
    "Пьеса [Сухово-Кобылина]PER шла весь вечер.",
    "Сообщите [Мельникову]PER, что счёт закрыт.",
    "Позвоните [Игорю]PER завтра.",
    "В [Республике Тыва]LOC холодно.",
    "[Дед Мороз]PER приехал.",
    "[Барак Обама]PER и [Рой Купер]PER победили.",
    "[Грант Шапс]PER уехал.",
    "(Отводит [Нюнина]PER в сторону.)",
]


@pytest.mark.parametrize("case", CASES)
def test_first_words(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)
