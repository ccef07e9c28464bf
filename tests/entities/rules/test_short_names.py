"""Test short names of organisations; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    (
        "а: ORG МИД Германии, МИД; LOC Германия | б: ORG МИД России, МИД; LOC Россия",
        {"МИД = МИД Германии", "МИД = МИД России", "Германия", "Россия"},
    ),
    (
        "а: ORG МИД Германии, МИД России, МИД; LOC Германия, Россия",
        {"МИД Германии", "МИД России", "МИД", "Германия", "Россия"},
    ),
    (
        "а: ORG Объединенный комитет начальников штабов, ОКНШ",
        {"Объединенный комитет начальников штабов = ОКНШ"},
    ),
    ("а: ORG Техрик-э-Лабаик Пакистан, ТЛП, TLP", {"TLP = ТЛП = Техрик-э-Лабаик Пакистан"}),
    (
        "а: ORG Томский городской театр, Тверской городской театр, ТГТ",
        {"Томский городской театр", "Тверской городской театр", "ТГТ"},
    ),
    ("а: ORG Европейский союз, ЕС | б: ORG Евросоюз", {"Евросоюз = Европейский союз = ЕС"}),
    # The world's bodies beside the states'.
    (
        "а: ORG Совет безопасности ООН, Совбез; LOC Чили | б: ORG Совбез Чили; LOC Чили",
        {"Совбез = Совет безопасности ООН", "Совбез Чили", "Чили"},
    ),
    ("а: ORG НАК «Нафтогаз Украины», Нафтогаз", {"НАК «Нафтогаз Украины» = Нафтогаз"}),
    ("а: ORG ГНЦ «Вектор», Вектор", {"Вектор = ГНЦ «Вектор»"}),
    (
        "а: ORG Европейская служба новостей, Европейская служба",
        {"Европейская служба новостей = Европейская служба"},
    ),
    ("а: ORG Агентство по охране среды | б: ORG Агентство", None),
    ("а: ORG Коммунистическая партия Китая; LOC Китай | б: ORG Коммунистическая партия", None),
    ("а: ORG Россия 24 | б: ORG Россия", None),
    ("а: ORG Sinovac Biotech | б: ORG Sinovac", {"Sinovac = Sinovac Biotech"}),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_short_names(corpus, expected):
    entities = resolve(corpus)
    if expected is None:
        assert not any("=" in entity for entity in entities)
    else:
        assert entities == ordered(expected)
