import pytest

from imena.forms.surname_genders import surname_gender


@pytest.mark.parametrize(
    ("surname", "gender"),
    [
        ("Ильина", "f"),
        ("Тихомирова", "f"),
        ("Луговская", "f"),
        ("Тихомиров", "m"),
        ("Луговский", "m"),
        ("Донской", "m"),
        ("Семенова-Лотт", None),
        ("Лотт-Семенова", "f"),
        ("Шевчук", None),
        ("Мин", None),
        ("", None),
    ],
)
def test_surname_gender(surname, gender):
    assert surname_gender(surname) == gender
