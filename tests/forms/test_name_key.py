"""Names that differ in spelling only have one key."""

import pytest

from imena.forms.characters import DASHES, QUOTES
from imena.forms.name_key import name_key

SAME = """
Россия = РОССИЯ
Орёл = орел
«Газпром» = Газпром
Нижний  Новгород = нижний новгород
Папуа — Новая Гвинея = Папуа-Новая Гвинея
Санкт‑Петербург = Санкт-Петербург
Weiß = WEISS
"""


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_spellings_of_one_name_have_one_key(line):
    one, other = line.split(" = ")
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("quote", QUOTES)
def test_quotes_do_not_count(quote):
    assert name_key(f"{quote}Вектор{quote}") == "вектор"


@pytest.mark.parametrize("dash", DASHES)
def test_all_dashes_are_one(dash):
    assert name_key(f"Нью {dash} Йорк") == "нью-йорк"


def test_letters_and_hyphens_count():
    assert len({name_key(name) for name in ("Азия Биби", "Азия-Биби", "Асия Биби")}) == 3
