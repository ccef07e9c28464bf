"""Test the parts of personal names, and the keys that match short names with full names."""

import pytest

from imena.entities.rules.person_names import index_keys, lookup_keys, split_person
from imena.forms.name_key import name_key


@pytest.mark.parametrize(
    ("normal", "first", "middle", "last"),
    [
        ("Валерий Васильевич Герасимов", "валерий", "васильевич", "герасимов"),
        ("фон дер Ляйен", "", "", "фон дер ляйен"),
        ("Герасимов", "", "", "герасимов"),
    ],
)
def test_parts(normal, first, middle, last):
    person = split_person(normal)
    assert (person.first, person.middle, person.last) == (first, middle, last)


@pytest.mark.parametrize(
    ("short", "full", "match"),
    [
        ("Герасимов", "Валерий Герасимов", True),
        ("В. Герасимов", "Валерий Герасимов", True),
        ("С. Герасимов", "Валерий Герасимов", False),
        ("В. В. Герасимов", "Валерий Васильевич Герасимов", True),
        ("В. В. Герасимов", "Валерий Герасимов", True),
        ("В. С. Герасимов", "Валерий Васильевич Герасимов", False),
        ("Валерий Васильевич", "Валерий Герасимов", True),
        ("Валерий Петрович", "Валерий Васильевич Герасимов", False),
        ("Могг", "Джейкоб Рис-Могг", True),
    ],
)
def test_keys(short, full, match):
    wanted = {lookup.key for lookup in lookup_keys(split_person(short), name_key(short))}
    assert bool(wanted.intersection(index_keys(split_person(full)))) is match
