"""A name in the nominative -> first | middle | last."""

import pytest

from imena.forms.parts import name_parts

CASES = """
Валерий Герасимов -> Валерий||Герасимов
Герасимов Валерий Васильевич -> Валерий|Васильевич|Герасимов
Валерий Васильевич Герасимов -> Валерий|Васильевич|Герасимов
Владимир Владимирович -> Владимир|Владимирович|
Путин Владимир -> Владимир||Путин
В. В. Путин -> В.|В.|Путин
В.В. Путин -> В.|В.|Путин
Путин В.В. -> В.|В.|Путин
А. Королёв -> А.||Королёв
Данфорд -> ||Данфорд
Герасимов -> ||Герасимов
Валерий -> Валерий||
Джордж Уокер Буш -> Джордж|Уокер|Буш
Урсула фон дер Ляйен -> Урсула||фон дер Ляйен
Мухаммед бен Салман -> Мухаммед||бен Салман
Джеймс Мэттис -> Джеймс||Мэттис
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_name_parts(case):
    name, parts = case.split(" -> ")
    assert name_parts(name) == tuple(part or None for part in parts.split("|"))


def test_an_empty_name_has_no_parts():
    assert name_parts("") == (None, None, None)
