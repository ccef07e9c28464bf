"""Languages; names in other languages have no Russian forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import imena
from imena.components.language import detect_language, is_foreign

# Sentences written for this test.
TEXTS = [
    ("ru", "Вчера министр приехал в город, и его встретили на вокзале, но он уже не спешил."),
    ("ru", "В МОСКВЕ И ОБЛАСТИ НЕ БУДЕТ ДОЖДЕЙ, КАК ЭТО БЫЛО НА ПРОШЛОЙ НЕДЕЛЕ"),
    ("ru", "Группа Pink Floyd выпустила альбом The Wall в 1979 году, и он стал для них главным."),
    ("uk", "Учора міністр приїхав до міста, і його зустріли на вокзалі, але він уже не поспішав."),
    ("be", "Учора міністр прыехаў у горад, і яго сустрэлі на вакзале, але ён ужо не спяшаўся."),
    ("bg", "Вчера министърът пристигна в града и го посрещнаха на гарата, но той не бързаше."),
    ("sr", "Јуче је министар дошао у град и дочекали су га на станици, али он није журио."),
    ("mk", "Министерот вчера дојде во градот и го пречекаа на станицата, но тој не ќе брза."),
    ("kk", "Кеше министр қалаға келді және оны вокзалда қарсы алды, бірақ ол асықпады, бұл бар."),
    ("en", "The minister came to the city yesterday and was met at the station by the mayor."),
    ("de", "Der Minister kam gestern in die Stadt und wurde von dem Bürgermeister empfangen."),
    ("fr", "Le ministre est arrivé hier dans la ville et il a été reçu par le maire à la gare."),
    ("ru", "Въ Москвѣ и въ Кіевѣ онъ не былъ, но это не бѣда."),
    ("ru", "Встреча министров отменена"),
    ("ru", "Иванов Петров Сидоров Кузнецов Смирнов Попов Васильев"),
    (None, "Баку, 12:30"),
    (None, "Зустріч міністрів скасовано"),
    (None, "Иванов из IBM"),
]


@pytest.mark.parametrize(("expected", "text"), TEXTS)
def test_languages(expected, text):
    assert detect_language(text) == expected


@given(st.text())
def test_any_text_has_one_or_none(text):
    assert detect_language(text) is None or len(detect_language(text)) == 2
    assert is_foreign(text) in (True, False)


def test_names_of_another_language_stay_as_they_are(nlp):
    text = "Учора Володимир Зеленський приїхав до Києва, і його зустріли на вокзалі, але не всі."
    tables = imena.extract([text], model=nlp)
    assert tables.documents["lang"].tolist() == ["uk"]
    assert tables.mentions["normal"].tolist() == tables.mentions["text"].tolist()


def test_a_passage_of_another_language(nlp):
    text = (
        "Об этом сообщили в Киеве, и это было уже не в первый раз, как говорят в правительстве. "
        "«Він зустрівся з Володимиром Зеленським у Києві», – повідомила речниця."
    )
    tables = imena.extract([text], model=nlp)
    assert tables.documents["lang"].tolist() == ["ru"]
    first, *others = tables.mentions.itertuples()
    assert first.normal == "Киев"
    assert others
    assert all(row.normal == row.text for row in others)
