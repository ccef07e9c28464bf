"""Test locations in the gazetteer and locations without their kind; each case is a corpus and its
entities.
"""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    ("а: LOC США, Соединённые Штаты | б: LOC Штаты", {"Соединённые Штаты = США = Штаты"}),
    ("а: LOC Россия | б: LOC РФ, Российская Федерация", {"Россия = Российская Федерация = РФ"}),
    ("а: LOC Санкт-Петербург | б: LOC Петербург", {"Петербург = Санкт-Петербург"}),
    ("а: LOC город Верхнедвинск | б: LOC Верхнедвинск", {"Верхнедвинск = город Верхнедвинск"}),
    ("а: LOC пос. Белянка | б: LOC Белянка", {"Белянка = пос. Белянка"}),
    ("а: LOC река Белянка | б: LOC Белянка", {"Белянка", "река Белянка"}),
    ("а: LOC штат Вашингтон | б: LOC Вашингтон", {"Вашингтон", "штат Вашингтон"}),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_locations(corpus, expected):
    assert resolve(corpus) == ordered(expected)
