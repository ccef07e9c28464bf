"""Test words for kinds of regions."""

import pytest

from imena.entities.names.regions import full_region_key, is_district, region_name, shared_kind

FULL = [
    "ростовская обл. -> ростовская область",
    "ростовская обл -> ростовская область",
    "щекинский р-н -> щекинский район",
    "пермский кр. -> пермский край",
    "тамбовская губ. -> тамбовская губерния",
    "малмыжский у. -> малмыжский уезд",
    "респ. коми -> республика коми",
    "ямало-ненецкий авт. окр. -> ямало-ненецкий автономный округ",
    "губ -> губ",
    "москва -> москва",
]


@pytest.mark.parametrize("line", FULL)
def test_the_word_in_full(line):
    key, full = line.split(" -> ")
    assert full_region_key(key) == full


SHARED = [
    "Липецкой | Курской областях -> Липецкая область",
    "Липецкая | Курская области -> Липецкая область",
    "Пермского | Алтайского краёв -> Пермский край",
    "Ханты-Мансийскому | Ненецкому автономным округам -> Ханты-Мансийский автономный округ",
    "Северный | Горный районы -> Северный район",
    "Глазовского | Сарапульского уездов -> Глазовский уезд",
    "Липецкой | Курской области -> None",
    "Сосны | Курской областей -> None",
]


@pytest.mark.parametrize("line", SHARED)
def test_regions_that_share_a_word(line):
    regions, expected = line.split(" -> ")
    adjective, last = regions.split(" | ")
    kind = shared_kind(last)
    assert str(kind and region_name(adjective, kind)) == expected


def test_districts():
    assert is_district("малмыжский уезд")
    assert is_district("щекинский р-н")
    assert not is_district("тульская область")
