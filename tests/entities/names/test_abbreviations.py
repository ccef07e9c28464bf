"""Test acronyms and syllabic abbreviations."""

import pytest

from imena.entities.names.abbreviations import abbreviates, initials, is_acronym, transliterate


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("минобороны", "министерство обороны"),
        ("минздрав", "министерство здравоохранения"),
        ("минэкономразвития", "министерство экономического развития"),
        ("минобрнауки", "министерство образования и науки"),
        ("госдума", "государственная дума"),
        ("центробанк", "центральный банк"),
        ("еврокомиссия", "европейская комиссия"),
        ("совбез", "совет безопасности"),
    ],
)
def test_syllabic_abbreviations(short, long):
    assert abbreviates(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("минск", "министерство спорта и культуры"),
        ("минобороны", "министерство здравоохранения"),
        ("госдума", "государственная дума россии"),
        ("цик", "центральный исполнительный комитет"),
        ("банк", "банк"),
    ],
)
def test_names_that_are_not_syllabic_abbreviations(short, long):
    assert not abbreviates(short, long)


def test_initials():
    assert initials("комитет по охране природы") == {"коп", "кпоп"}
    assert initials("техрик-э-лабаик пакистан") == {"тлп", "тэлп"}
    assert initials("газпром") == set()
    assert transliterate("тлп") == "tlp"


@pytest.mark.parametrize("name", ["ОКНШ", "МИД", "ГосНИИ", "BfR", "ЕС"])
def test_acronyms(name):
    assert is_acronym(name)


@pytest.mark.parametrize("name", ["Газпром", "Pfizer", "Минобороны", "О", "ООО «МИР»"])
def test_names_without_acronyms(name):
    assert not is_acronym(name)
