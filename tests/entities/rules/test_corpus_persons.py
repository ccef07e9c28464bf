"""Test whom a corpus means by a surname; each case is a corpus and its entities."""

import pyarrow as pa
import pytest
from tests.helpers.written_corpora import mentions_table, ordered, resolve, resolve_table


def documents(number: int, names: str, label: str) -> str:
    """Return documents with the same names."""
    return " | ".join(f"{label}{i}: PER {names}" for i in range(number))


# In this corpus documents that share a surname mean strangers.
STRANGERS = " | ".join(
    f"{surname} {first}: PER {first} {surname}"
    for surname in ("Рощин", "Гуров", "Зимин")
    for first in ("Олег", "Павел")
)
FEW = {
    f"{first} {surname}" for surname in ("Рощин", "Гуров", "Зимин") for first in ("Олег", "Павел")
}

CASES = [
    # One document is enough where everybody with a surname is one person,
    ("а: PER Глеб Вершинин | б: PER Вершинин", {"Глеб Вершинин = Вершинин"}),
    ("а: PER Шон О'Дули | б: PER О'Дули", {"Шон О'Дули = О'Дули"}),
    # not where strangers share surnames: there it takes two.
    (
        f"{STRANGERS} | а: PER Глеб Вершинин | б: PER Вершинин",
        {*FEW, "Глеб Вершинин", "Вершинин"},
    ),
    (
        f"{STRANGERS} | {documents(2, 'Глеб Вершинин', 'а')} | б: PER Вершинин",
        {*FEW, "Глеб Вершинин = Вершинин"},
    ),
    # A given name takes two documents in any corpus, a short surname five.
    ("а: PER Роберт Мартин | б: PER Мартин", {"Роберт Мартин", "Мартин"}),
    (f"{documents(2, 'Роберт Мартин', 'а')} | б: PER Мартин", {"Роберт Мартин = Мартин"}),
    (f"{documents(4, 'Анна Рэй', 'а')} | б: PER Рэй", {"Анна Рэй", "Рэй"}),
    (f"{documents(5, 'Анна Рэй', 'а')} | б: PER Рэй", {"Анна Рэй = Рэй"}),
    # Of two bearers it is the one whom far more documents name, or mean by the surname alone.
    (
        f"{documents(5, 'Глеб Вершинин', 'а')} | б: PER Иван Вершинин | в: PER Вершинин",
        {"Глеб Вершинин = Вершинин", "Иван Вершинин"},
    ),
    (
        f"{documents(3, 'Глеб Вершинин', 'а')} | б: PER Иван Вершинин | в: PER Вершинин",
        {"Глеб Вершинин", "Иван Вершинин", "Вершинин"},
    ),
    (
        f"{documents(3, 'Глеб Вершинин, Вершинин', 'а')} | б: PER Иван Вершинин | в: PER Вершинин",
        {"Глеб Вершинин = Вершинин", "Иван Вершинин"},
    ),
    # Of two bearers in one document it is the one whom twice as many documents mean.
    (
        "а: PER Глеб Вершинин | б: PER Глеб Вершинин, Иван Вершинин, Вершинин",
        {"Глеб Вершинин = Вершинин", "Иван Вершинин"},
    ),
    (
        "а: PER Глеб Вершинин | б: PER Глеб Вершинин, Иван Вершинин, Вершинин"
        " | в: PER Иван Вершинин",
        {"Глеб Вершинин", "Иван Вершинин", "Вершинин"},
    ),
]


@pytest.mark.parametrize(("corpus", "expected"), CASES)
def test_surnames(corpus, expected):
    assert resolve(corpus) == ordered(expected)


def test_a_surname_of_the_other_gender_takes_three_documents():
    assert _with_genders("а: PER Глеб Левченко | б: PER Левченко") == {"Глеб Левченко", "Левченко"}
    assert _with_genders(f"{documents(3, 'Глеб Левченко', 'а')} | б: PER Левченко") == ordered(
        {"Глеб Левченко = Левченко"}
    )


def _with_genders(corpus: str) -> set[str]:
    """Return the entities of a corpus where a full name is a man's, and a surname a woman's."""
    mentions = mentions_table(corpus)
    genders = ["m" if " " in normal else "f" for normal in mentions.column("normal").to_pylist()]
    return resolve_table(mentions.append_column("gender", pa.array(genders)))
