"""Test the division of names of organisations into body and country."""

import pytest

from imena.entities.names.organisation_parts import (
    country_of_genitive,
    has_short_name,
    is_state_body,
    known_bodies,
    parse_organisation,
)
from imena.entities.names.types import Name
from imena.forms.name_key import name_key

PARTS = """
МИД -> министерство иностранных дел -
МИД ФРГ -> министерство иностранных дел DE
МИД Германии -> министерство иностранных дел DE
британский МИД -> министерство иностранных дел GB
Минобороны РФ -> министерство обороны RU
Генштаб ВС РФ -> генштаб вооруженных сил RU
ОАО «Газпром» -> газпром -
компания Pfizer -> pfizer -
Компания друзей -> компания друзей -
Газпром -> газпром -
МО -> министерство обороны -
"""


@pytest.mark.parametrize("line", PARTS.strip().splitlines())
def test_parts(line):
    normal, expected = line.split(" -> ")
    body, country = expected.rsplit(" ", 1)
    parts = parse_organisation(Name("ORG", normal, name_key(normal)))
    assert (parts.body, parts.country or "-") == (body, country)


def test_a_location_of_the_document_is_taken_off_the_name():
    name = Name("ORG", "МИД Германии", "мид германии", ending_location="Германия")
    assert parse_organisation(name) == ("министерство иностранных дел", None)


@pytest.mark.parametrize(
    ("word", "country"),
    [("германии", "DE"), ("рф", "RU"), ("сша", "US"), ("перу", "PE"), ("германия", None)],
)
def test_genitives_of_countries(word, country):
    assert country_of_genitive(word) == country


def test_the_table_of_organisations_is_consistent():
    bodies = known_bodies()
    for short, full in bodies.full.items():
        assert short == name_key(short)
        assert bodies.full[full] == full
    assert is_state_body("министерство обороны")
    assert has_short_name("министерство обороны")
    assert not is_state_body("газпром")
