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
    ("а: PER Абд-эль-Керим | б: PER Абд эль-Керим", {"Абд эль-Керим = Абд-эль-Керим"}),
    ("а: PER Бернхардт Вальс | б: PER Бернхард Вальс", {"Бернхард Вальс = Бернхардт Вальс"}),
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
    # Initials in any order and spacing.
    (
        "а: PER И. И. Лунин, И.И.Лунин | б: PER Лунин И. И.",
        {"И. И. Лунин = И.И.Лунин = Лунин И. И."},
    ),
    ("а: PER И. И. Лунин, И. П. Лунин", None),
    # Spellings.
    ("а: PER Хайко Маас | б: PER Гайко Мас", {"Гайко Мас = Хайко Маас"}),
    ("а: PER Сайфул Малук | б: PER Саиф уль-Малук", {"Саиф уль-Малук = Сайфул Малук"}),
    ("а: PER Уоррен Баффет | б: PER Уоррен Баффетт", {"Уоррен Баффет = Уоррен Баффетт"}),
    ("а: PER Сергей Бабурин | б: PER Сергей Брин", None),
    ("а: PER Александр Вольф | б: PER Александра Вольф", None),
    ("а: PER Джордж Уокер Биш | б: PER Джордж Герберт Биш", None),
    # Alphabets.
    ("а: PER Джо Байден | б: PER Joe Biden", {"Joe Biden = Джо Байден"}),
    ("а: PER Сергей Щукин | б: PER Sergej Schtschukin", {"Sergej Schtschukin = Сергей Щукин"}),
    ("а: PER Сергей Щукин | б: PER Serguei Chtchoukine", {"Serguei Chtchoukine = Сергей Щукин"}),
    ("а: PER Сергей Щукин | б: PER Sergey Shchukin", {"Sergey Shchukin = Сергей Щукин"}),
    ("а: PER Ксения Жукова | б: PER Ksenia Zhukova", {"Ksenia Zhukova = Ксения Жукова"}),
    ("а: PER Иван Жуков | б: PER Ivana Zhukova", None),
    ("а: PER Джон Маккейн | б: PER John McCain", {"John McCain = Джон Маккейн"}),
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
