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
    # Short forms and spellings of first names, if they leave one full name.
    ("а: PER Джо Данн | б: PER Джозеф Данн", {"Джо Данн = Джозеф Данн"}),
    ("а: PER Уильям Хейг, Билл Хейг, Вилли Хейг", {"Билл Хейг = Вилли Хейг = Уильям Хейг"}),
    ("а: PER Дуня Савина | б: PER Евдокия Савина", {"Дуня Савина = Евдокия Савина"}),
    ("а: PER Софья Рокотова | б: PER София Рокотова", {"София Рокотова = Софья Рокотова"}),
    ("а: PER Саша Коваль | б: PER Александр Коваль", {"Александр Коваль = Саша Коваль"}),
    ("а: PER Саша Коваль | б: PER Александр Коваль | в: PER Александра Коваль", None),
    ("а: PER Лёша Петрович Ним | б: PER Алексей Иванович Ним", None),
    ("а: PER Джон Данн | б: PER Джонатан Данн", None),
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
