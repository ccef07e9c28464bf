"""Forms of the words of a name, which differ from it in case only."""

import pytest

from imena.forms.inflect import case_forms, is_given_name, is_ordinary


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Росатом", "росатом росатома росатому росатомом росатоме"),
        ("Данфорд", "данфорд данфорда данфорду данфордом данфорде"),
        ("Тиньков", "тиньков тинькова тинькову тиньковым тиньковом тинькове"),
        ("Белов", "белов белова белову беловым белове"),
        ("Белова", "белова беловой белову"),
        ("Илон", "илон илона илону илоном илоне"),
        ("Орёл", "орел орла орлу орлом орле"),
        ("Вести", "вести вестей вестям вестями вестях"),
        ("Новая", "новая новой новую новою"),
        ("Нижний", "нижний нижнего нижнему нижним нижнем"),
        ("Вооружённые", "вооруженные вооруженных вооруженным вооруженными"),
        ("МИД", "мид мида миду мидом миде"),
        ("Баку", "баку"),
        ("Минобороны", "минобороны"),
        ("иностранных", "иностранных"),
        ("дел", "дел"),
        ("Apple", "apple"),
        ("V", "v"),
    ],
)
def test_case_forms(word, forms):
    assert set(case_forms(word)) == set(forms.split())


def test_a_form_knows_its_cases():
    assert case_forms("Росатом")["росатома"] >= {"Gen"}
    assert case_forms("Росатом")["росатому"] == {"Dat"}


def test_ordinary_words_and_given_names():
    assert [is_ordinary(word) for word in ("вести", "воз", "роснефть", "данфорд", "сша")] == [
        *(True, True),
        *(False, False, False),
    ]
    assert [is_given_name(word) for word in ("Ивана", "Петровичем", "Генерал", "У")] == [
        *(True, True),
        *(False, False),
    ]
