import pytest

from imena.data_tables import read_table
from imena.forms.first_name_genders import ending_odds, known_gender, name_genders
from imena.forms.spelling import casefold_ru


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Марина", "f"),
        ("Илья", "m"),
        ("Женя", "fm"),
        ("Симона", "f"),
        ("Йоахим", "m"),
        ("Мейбл", "f"),
        ("Мэйбл", "f"),
        ("Дженифер", "f"),
        ("Ютака", "m"),
        ("Анна-Лиза", "f"),
        ("Thomas", "m"),
        ("José", "m"),
        ("Andrea", "fm"),
        ("Стол", None),
    ],
)
def test_known_gender(name, gender):
    assert known_gender(name) == gender


@pytest.mark.parametrize(("name", "sign"), [("Тавельдина", 1), ("Хорвульд", -1), ("Zzyzx", 0)])
def test_the_ending_of_an_unknown_name_has_a_gender(name, sign):
    odds = ending_odds(name)
    assert (odds > 1, odds < -1) == (sign > 0, sign < 0)


def test_the_table_is_sorted_folded_and_has_three_kinds():
    rows = list(read_table("imena.forms", "name_genders"))
    names = [row["name"] for row in rows]
    assert names == sorted(set(names))
    assert all(name == casefold_ru(name) for name in names)
    assert set(name_genders().values()) == {"f", "m", "fm"}
