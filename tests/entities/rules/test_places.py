"""Which names of places are one: a corpus a line, its entities behind it."""

import pytest
from tests.helpers.worlds import cluster_names, ordered

CASES = [
    ("а: LOC США, Соединённые Штаты | б: LOC Штаты", {"Соединённые Штаты = США = Штаты"}),
    ("а: LOC Россия | б: LOC РФ, Российская Федерация", {"Россия = Российская Федерация = РФ"}),
    ("а: LOC Санкт-Петербург | б: LOC Петербург", {"Петербург = Санкт-Петербург"}),
    ("а: LOC город Верхнедвинск | б: LOC Верхнедвинск", {"Верхнедвинск = город Верхнедвинск"}),
    ("а: LOC Шекхупурра | б: LOC Шекхупура", {"Шекхупура = Шекхупурра"}),
    (
        "а: LOC Словакия | б: LOC Словения | в: LOC Слования | г: LOC Словокия",
        {"Словакия = Словокия", "Словения", "Слования"},
    ),
    ("а: LOC Иран | б: LOC Ирак", {"Иран", "Ирак"}),
    ("а: LOC Австрия | б: LOC Австралия", {"Австрия", "Австралия"}),
    ("а: LOC река Белянка | б: LOC Белянка", {"Белянка", "река Белянка"}),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_places(corpus, expected):
    assert cluster_names(corpus) == ordered(expected)
