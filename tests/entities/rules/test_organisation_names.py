"""Test the keys that match short names of organisations with full names."""

import pytest

from imena.entities.rules.organisation_names import OrganisationName, index_keys, lookup_keys
from imena.forms.name_key import name_key


def organisation(normal, owner=None):
    return OrganisationName(name_key(normal), normal, name_key(normal), owner)


@pytest.mark.parametrize(
    ("short", "full", "kind"),
    [
        ("ОКНШ", "Объединенный комитет начальников штабов", "initials"),
        ("TLP", "Техрик-э-Лабаик Пакистан", "initials"),
        ("Вектор", "ГНЦ «Вектор»", "quoted"),
        ("Европейская служба", "Европейская служба новостей", "prefix"),
        ("Россия", "Россия 24", None),
        ("Вектор", "Вектор", None),
    ],
)
def test_keys(short, full, kind):
    indexed = index_keys(organisation(full))
    kinds = [key[0] for key in lookup_keys(organisation(short)) if key in indexed]
    assert (kinds or [None])[0] == kind


def test_a_body_has_a_key_only_with_an_owner():
    body = ("body", "верховный суд")
    assert body in index_keys(organisation("Верховный суд", owner=3))
    assert body not in index_keys(organisation("Верховный суд"))
    assert lookup_keys(organisation("Верховный суд")) == (body,)
