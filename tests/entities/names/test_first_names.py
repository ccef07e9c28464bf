"""Test the table of first names and their short forms."""

import pytest

from imena.entities.names.first_names import (
    canonical_first_name,
    first_name_group,
    full_first_names,
    is_short_form,
    may_be_one_first_name,
)

SHORT = ["Саша: александр, александра", "Билл: уильям", "Дуня: евдокия", "Анна: анна", "Лев: лев"]


@pytest.mark.parametrize("line", SHORT)
def test_the_full_names_of_a_short_form(line):
    short, full = line.split(": ")
    assert sorted(full_first_names(short.lower())) == full.split(", ")


@pytest.mark.parametrize("pair", ["джо джозеф", "саша шура", "наталия наташа", "эл альберт"])
def test_names_that_may_be_one(pair):
    one, other = pair.split()
    assert may_be_one_first_name(one, other)
    assert first_name_group(one) == first_name_group(other)


@pytest.mark.parametrize("pair", ["анна мария", "саша миша", "джон джонатан"])
def test_names_that_may_not_be_one(pair):
    assert not may_be_one_first_name(*pair.split())


def test_a_spelling_is_no_short_form():
    assert is_short_form("наташа")
    assert not is_short_form("наталия")
    assert canonical_first_name("наталия") == "наталья"
