"""Test spellings of full personal names; each case is a corpus and its entities."""

import pytest
from tests.helpers.written_corpora import ordered, resolve

CASES = [
    # Patronymics.
    (
        "а: PER Хадим Хусейн Ризви | б: PER Хадим Ризви | в: PER Хадим Хуссейн Ризви",
        {"Хадим Ризви = Хадим Хусейн Ризви = Хадим Хуссейн Ризви"},
    ),
    (
        "а: PER Иван Петрович Сидоров | б: PER Иван Олегович Сидоров",
        {"Иван Олегович Сидоров", "Иван Петрович Сидоров"},
    ),
    # One edit: in a long name, not at its end, and not between two known names.
    ("а: PER Азия Биби | б: PER Асия Биби", {"Азия Биби = Асия Биби"}),
    ("а: PER Азия-Биби | б: PER Азия Биби", {"Азия Биби = Азия-Биби"}),
    ("а: PER Фавад Чаудхри | б: PER Фавад Чаудри", {"Фавад Чаудри = Фавад Чаудхри"}),
    ("а: PER Мария Иванова | б: PER Марина Иванова", {"Мария Иванова", "Марина Иванова"}),
    ("а: PER Александр Петров | б: PER Александра Петрова", None),
    ("а: PER Пётр Панкин | б: PER Пётр Пашкин", None),
    ("а: PER Ли Ян | б: PER Ли Ён", None),
    # Alphabets.
    ("а: PER Вальдемар Цисло | б: PER Waldemar Cislo", {"Waldemar Cislo = Вальдемар Цисло"}),
    ("а: PER Йенс Шпан | б: PER Jens Spahn", {"Jens Spahn = Йенс Шпан"}),
    ("а: PER Борис Джонсон | б: PER Ben Johnson", None),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_persons(corpus, expected):
    entities = resolve(corpus)
    if expected is None:
        assert not any("=" in entity for entity in entities)
    else:
        assert entities == ordered(expected)


def test_the_letter_ё_does_not_distinguish_persons():
    assert len(resolve("а: PER Марина Королёва | б: PER Марина Королева")) == 1
