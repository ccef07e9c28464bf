"""Which names of persons are one person: a corpus a line, its entities behind it."""

import pytest
from tests.helpers.worlds import cluster_names, ordered

from imena.entities.rules.persons import person

CASES = [
    # A surname belongs to the full name of its document, else to the only one of the corpus.
    ("а: PER Валерий Герасимов, Герасимов", {"Валерий Герасимов = Герасимов"}),
    ("а: PER Валерий Герасимов | б: PER Герасимов", {"Валерий Герасимов = Герасимов"}),
    ("а: PER Сайид Малук, Малук | б: PER уль-Малук", {"Малук = Сайид Малук", "уль-Малук"}),
    ("а: PER Урсула фон дер Ляйен, фон дер Ляйен", {"Урсула фон дер Ляйен = фон дер Ляйен"}),
    # Of two people it stays for itself, whatever the corpus has.
    (
        "а: PER Сергей Скрипаль, Юлия Скрипаль, Скрипаль",
        {"Сергей Скрипаль", "Юлия Скрипаль", "Скрипаль"},
    ),
    (
        "а: PER Сергей Скрипаль, Скрипаль | б: PER Юлия Скрипаль, Скрипаль | в: PER Скрипаль",
        {"Сергей Скрипаль = Скрипаль", "Скрипаль = Юлия Скрипаль", "Скрипаль"},
    ),
    # Initials, patronymics, first names.
    ("а: PER Владимир Путин, В. Путин", {"В. Путин = Владимир Путин"}),
    (
        "а: PER Владимир Владимирович Путин, В. В. Путин",
        {"В. В. Путин = Владимир Владимирович Путин"},
    ),
    ("а: PER Владимир Путин, С. Путин", {"Владимир Путин", "С. Путин"}),
    (
        "а: PER Владимир Владимирович Путин, Владимир Владимирович",
        {"Владимир Владимирович = Владимир Владимирович Путин"},
    ),
    ("а: PER Асия Биби, Асия", {"Асия = Асия Биби"}),
    ("а: PER Асия Биби | б: PER Асия", {"Асия Биби", "Асия"}),
    ("а: PER Евгений Тимаков, Евгений Юрьевич", {"Евгений Тимаков = Евгений Юрьевич"}),
    # Middle names.
    (
        "а: PER Хадим Хусейн Ризви | б: PER Хадим Ризви | в: PER Хадим Хуссейн Ризви",
        {"Хадим Ризви = Хадим Хусейн Ризви = Хадим Хуссейн Ризви"},
    ),
    (
        "а: PER Иван Петрович Сидоров | б: PER Иван Олегович Сидоров",
        {"Иван Олегович Сидоров", "Иван Петрович Сидоров"},
    ),
    # Spellings: one edit in a long name, not at its end, not between two known names.
    ("а: PER Азия Биби | б: PER Асия Биби", {"Азия Биби = Асия Биби"}),
    ("а: PER Азия-Биби | б: PER Азия Биби", {"Азия Биби = Азия-Биби"}),
    ("а: PER Фавад Чаудхри | б: PER Фавад Чаудри", {"Фавад Чаудри = Фавад Чаудхри"}),
    ("а: PER Марина Королёва | б: PER Марина Королева", {"Марина Королёва"}),
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
def test_people(corpus, expected):
    found = cluster_names(corpus)
    if expected is None:
        assert not any("=" in entity for entity in found)
    elif len(expected) == 1 and "ё" in corpus:
        assert len(found) == 1
    else:
        assert found == ordered(expected)


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_in_any_order(corpus, expected):
    documents = corpus.split(" | ")
    assert cluster_names(" | ".join(documents[::-1])) == cluster_names(corpus)


@pytest.mark.parametrize(
    ("normal", "first", "middle", "last"),
    [
        ("Валерий Васильевич Герасимов", "валерий", "васильевич", "герасимов"),
        ("фон дер Ляйен", "", "", "фон дер ляйен"),
        ("Герасимов", "", "", "герасимов"),
    ],
)
def test_parts(normal, first, middle, last):
    one = person(normal)
    assert (one.first, one.middle, one.last) == (first, middle, last)
