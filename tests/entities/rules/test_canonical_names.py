"""Test what entities are called; each case is the names of one entity with their mentions."""

import pytest

from imena.entities.names.types import Name
from imena.entities.rules.canonical_names import (
    latin_name,
    person_gender,
    person_name,
    related_names,
)
from imena.forms.name_key import name_key


def mentions(names, label="PER"):
    """Return names written as «Олег Костин 2, Костин Олег 1 f»: mentions, then a gender."""
    found = {}
    for written in names.split(", "):
        *words, number = written.removesuffix(" f").removesuffix(" m").split()
        gender = written[-1] if written[-2:] in (" f", " m") else None
        normal = " ".join(words)
        found[Name(label, normal, name_key(normal), gender=gender)] = int(number)
    return found


PERSONS = [
    "Олег Костин 2, Костин Олег 3 -> Олег Костин",
    "Костин Олег Николаевич 1 -> Олег Николаевич Костин",
    "Олег Костин 5, Костин Олег Николаевич 1 -> Олег Николаевич Костин",
    "Джо Данн 5, Джозеф Данн 1 -> Джо Данн",
    "Joe Dunn 5, Джо Данн 1 -> Джо Данн",
    "Joe Dunn 5, Joseph Dunn 1 -> Joe Dunn",
    "Джордж Буш-старший 1 -> Джордж Буш-старший",
    "Урсула фон дер Ляйен 1 -> Урсула фон дер Ляйен",
]


@pytest.mark.parametrize("line", PERSONS)
def test_the_name_of_a_person(line):
    names, expected = line.split(" -> ")
    assert person_name(mentions(names)) == expected


PLACES = [
    ("Санкт-Петербург", "Петербург 1, Ленинград 9 -> Петербург"),
    ("Санкт-Петербург", "Ленинград 9, Петроград 1 -> Ленинград, Петроград"),
    ("Россия", "РФ 9, Россия 1 -> Россия"),
    ("", "Ключи 9 -> Ключи"),
]


@pytest.mark.parametrize(("usual", "line"), PLACES)
def test_the_names_that_are_like_the_usual_one(usual, line):
    names, expected = line.split(" -> ")
    found = related_names(mentions(names, "LOC"), usual)
    assert [name.normal for name in found] == expected.split(", ")


def test_the_name_in_latin_letters():
    names = mentions("Dunn 9, Joe Dunn 1, Джо Данн 3")
    full = mentions("Joe Dunn 1, Джо Данн 3")
    assert latin_name(full, names) == "Joe Dunn"
    assert latin_name({}, mentions("Pfizer 1, Пфайзер 3", "ORG")) == "Pfizer"
    assert latin_name({}, mentions("Пфайзер 3", "ORG")) is None


@pytest.mark.parametrize(
    ("names", "gender"),
    [
        ("Анна Кац 3 f, Кац 1 m", "f"),
        ("Анна Кац 1 f, Кац 1 m", None),
        ("Кац 5", None),
    ],
)
def test_the_gender_of_a_person(names, gender):
    assert person_gender(mentions(names)) == gender
