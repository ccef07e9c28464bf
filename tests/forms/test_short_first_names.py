"""First names that are shortened with a dot."""

import pytest

from imena.forms.short_first_names import MOST, mans_odds, short_first_names


@pytest.mark.parametrize("abbreviation", ["Дм", "Вл", "Ив", "Фёд"])
def test_short_names_of_men(abbreviation):
    assert mans_odds(abbreviation) == MOST


@pytest.mark.parametrize("abbreviation", ["Гал", "Екат", "Людм"])
def test_short_names_of_women(abbreviation):
    assert mans_odds(abbreviation) == -MOST


def test_names_of_both_are_weighed_by_how_often_texts_have_them():
    assert 0 < mans_odds("Ал") < MOST


def test_unknown_short_names_say_nothing():
    assert "Хх" not in short_first_names()
    assert mans_odds("Хх") == 0
