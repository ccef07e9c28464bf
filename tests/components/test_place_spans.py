"""Places by the words for their kinds, in full and abbreviated."""

import pytest
from tests.helpers.marked import mark, parse

from imena.components.place_spans import places_of

CASES = [
    "Родилась в с. [Петровка]LOC [Тамбовской губ.]LOC в 1899 г.",
    "Уроженец д. [Малые Ручьи]LOC [Кингисеппского р-на]LOC.",
    "[Свердл. обл.]LOC, пгт. [Рудничный]LOC, х. [Зелёный]LOC",
    "оз. [Селигер]LOC и р. [Нева]LOC",
    "Больницы [Тюменской]LOC и [Омской областей]LOC.",
    "На улицах [Лесной]LOC и [Полевой]LOC пробки.",
    "уроженец с. [Лема]LOC [Зуевского уезда]LOC [Вятской губернии]LOC",
    "Приехал из [Ростова н/Д]LOC утром.",
    "На [Филиппинах]LOC и [Мальдивах]LOC шторм.",
    "[Можайский р-н]LOC растёт.",
    "Приехал в 1905 г. [Иванов]PER, в кассе 30 р. [Волков]PER взял.",
    "[Красная площадь]LOC закрыта.",
]


@pytest.mark.parametrize("case", CASES)
def test_places(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)


@pytest.mark.parametrize(
    ("word", "places"),
    [("с", {"before"}), ("р-не", {"behind joined"}), ("областях", {"areas"}), ("стол", set())],
)
def test_places_of(word, places):
    assert places_of(word) == places
