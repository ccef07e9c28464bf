"""Test which aliases are learned from linked mentions (type, text, nominative, item, title,
documents).
"""

import pytest
from benchmarks.links import Linked
from models.training.learn_aliases import is_a_word, learn

LEARNED = """
ORGANIZATION | ООН | ООН | Q1065 | Организация Объединённых Наций | 1
ORGANIZATION | Роскомнадзоре | Роскомнадзор | Q129597 | Роскомнадзор | 2
ORGANIZATION | Единой России | Единая Россия | Q151469 | Единая Россия | 2
PERSON | Стива Джобса | Стив Джобс | Q19837 | Джобс, Стив | 1
PERSON | Обамой | Обама | Q76 | Барак Обама | 3
CITY | Бишкеке | Бишкек | Q9361 | Бишкек | 1
CITY | ташкентском | ташкентское | Q269 | Ташкент | 2
LOCATION | Кавказе | Кавказ | Q18869 | Кавказ | 2
"""

NOT_LEARNED = """
ORGANIZATION | полиции | полиция | Q35535 | полиция | 9
ORGANIZATION | МВД | МВД | Q6589202 | министерство внутренних дел | 9
ORGANIZATION | правительство | правительство | Q1140115 | Правительство России | 9
ORGANIZATION | Совет | Совет | Q1065 | Совет министров | 2
PERSON | Обамой | Обама | Q76 | Барак Обама | 1
PERSON | Юлия | Юлия | Q1 | Юлия Липницкая | 9
PERSON | Ирина Симонова | Ирина Симонова | Q206737 | Ирина | 1
PERSON | Степана Бандеры | Степан Бандера | Q108367 | Бандьера | 1
DISTRICT | Невском районе | Невский район | Q1193156 | Невский район | 1
LOCATION | столице Украины | столица Украины | Q1899 | Киев | 3
CITY | Портапике | Портапик | Q1 | Другое место | 1
"""


def mentions(line):
    type_, text, normal, item, title, documents = line.split(" | ")
    return [Linked(str(i), type_, text, normal, item, title) for i in range(int(documents))]


def cases(table):
    return [line for line in table.splitlines() if line]


@pytest.mark.parametrize("line", cases(LEARNED))
def test_a_name_is_learned(line):
    (alias,) = learn(mentions(line))
    assert alias.wikidata == line.split(" | ")[3]


@pytest.mark.parametrize("line", cases(NOT_LEARNED))
def test_a_name_is_not_learned(line):
    assert not list(learn(mentions(line)))


def test_a_name_that_is_often_something_else_is_not_learned():
    one = mentions("CITY | Бишкеке | Бишкек | Q9361 | Бишкек | 3")
    other = [Linked("9", "CITY", "Бишкек", "Бишкек", None, "")]
    assert not list(learn([*one, *other]))


@pytest.mark.parametrize("name", ["Северный", "Танго", "Победа"])
def test_a_common_word_is_not_a_town(name):
    assert is_a_word(name)


@pytest.mark.parametrize("name", ["Москва", "Орёл", "Ухань", "Нижний Новгород"])
def test_a_town_is_not_a_common_word(name):
    assert not is_a_word(name)
