"""Streets and squares with the word for them."""

import pytest
from tests.helpers.marked import mark, parse

from imena.components.streets import street_word

CASES = [
    "Он живёт на [улице Баумана]LOC.",
    "Митинг на [площади Ленина]LOC разогнали.",
    "Встретились на [проспекте Мира]LOC у метро.",
    "Дом на [улице Льва Толстого]LOC снесли.",
    "[Улица Маршала Жукова]LOC перекрыта.",
    "Пробка на [ул. Ленина]LOC и [Невском проспекте]LOC.",
    "[пр. Мира]LOC, 5; [пл. Революции]LOC",
    "По [Большому Тишинскому переулку]LOC и [шоссе Энтузиастов]LOC.",
    "[переулок Нижний Сусальный]LOC",
    "Живёт на [улице 1905 года]LOC. [Улица 8 Марта]LOC.",
    "[Площадь Тяньаньмэнь]LOC пуста.",
    "Он живёт на [Льва Толстого]LOC, 16.",
    "Счёт на [Льва Толстого]PER, 5 тысяч.",
    # no names of streets
    "На улице [Сергей]PER встретил [Машу]PER.",
    "Улицы [Лондона]LOC пусты.",
    "На улицах [Парижа]LOC тихо.",
    "Главная улица города. Центральная площадь пуста.",
    "Площадь [Москвы]LOC выросла вдвое.",
    "Он уступил площадь [Иванову]PER.",
]


@pytest.mark.parametrize("case", CASES)
def test_streets(nlp, case):
    text, expected = parse(case)
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)


@pytest.mark.parametrize(
    ("form", "normal"),
    [
        ("на площади Ленина", "площадь Ленина"),
        ("по улице Льва Толстого", "улица Льва Толстого"),
        ("к Большому Тишинскому переулку", "Большой Тишинский переулок"),
    ],
)
def test_the_name_of_a_street_keeps_its_genitive(nlp, form, normal):
    assert [ent._.normal for ent in nlp(f"Вчера они шли {form}.").ents] == [normal]


@pytest.mark.parametrize(
    ("word", "kind"), [("улице", "full"), ("Ул", "short"), ("улицах", ""), ("стол", "")]
)
def test_words_for_streets(word, kind):
    assert street_word(word) == kind
