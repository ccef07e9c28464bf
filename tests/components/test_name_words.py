"""Words as parts of a name: possible forms, and what is no name."""

import pytest

from imena.components.name_words import (
    agree,
    first_name,
    is_common,
    is_kin,
    is_like_surname,
    is_organisation,
    is_place,
    patronymic,
    surname,
)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Громову Антону Юрьевичу", ("Dat", "Masc")),
        ("Белой Анной Львовной", ("Ins", "Fem")),
        ("Салтыкова-Щедрина Михаила Евграфовича", ("Gen", "Masc")),
        ("Ремчук Марии Ильиничне", ("Dat", "Fem")),
        ("Громову Анна Юрьевич", None),
    ],
)
def test_agreement(name, form):
    last, first, middle = name.split()
    forms = agree(surname(last), first_name(first), patronymic(middle))
    assert (form in forms) if form else not forms


@pytest.mark.parametrize(
    ("test", "yes", "no"),
    [
        (is_common, "Главбух Передайте Статья Из", "Роман Вера Москва Сомов Абвгд"),
        (is_place, "Москва Твери", "Владимир Пушкин стол"),
        (is_organisation, "ТАСС ИНН Тел", "Спартак Роман ИВАНОВ стол Абвгд"),
        (is_like_surname, "Пушкина ЖУРОВА Водолазкин", "Статья Газета"),
        (is_kin, "вдова сестрой", "Вдова президент"),
    ],
)
def test_kinds_of_words(test, yes, no):
    assert [word for word in yes.split() if not test(word)] == []
    assert [word for word in no.split() if test(word)] == []
