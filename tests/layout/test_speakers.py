"""Labels that open a line again and again, in the shapes of plays, transcripts and interviews."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.layout.speakers import speaker_labels

# The labels are in brackets.
DIALOGUES = {
    "play": """[Прокатилов]. Кто там?
[Фиса] (за дверью). Свои!
[Прокатилов]. Не впущу. Да.
[Фиса]. Холодно. (Стучит.)
Входит сосед. Тишина.
[Сосед]. Что за шум?
[Фиса]. Не пускает.""",
    "verse": """[Зелинда]
Куда бежишь ты, мой герой,
В глухую ночь, в леса, за реку?

[Аскольд]
(в сторону)
Бегу от совести немой,
Что тяжелее человеку.

[Зелинда]
Постой!

[Аскольд]
Прощай, и дверь закрой.""",
    "transcript": """[ГОРЮНОВ П.А.]: Слово для доклада.
[Тишина С. В.]: Спасибо. Доклад короткий.
[ГОРЮНОВ П.А.]: Вопросы?
[Тишина С. В.]: Нет вопросов.
[Председатель]: Голосуем.""",
}
NO_DIALOGUES = {
    "digest": "Москва. Дождь.\nКиев. Снег.\nРига. Туман.\nМинск. Солнце.",
    "fields": "Адрес: Омск\nТелефон: 12\nИтого: 3\nДата: 5",
    "menu": "Политика\nСпорт\nКультура\nПолитика\nСпорт\nКультура",
    "prose": "Иванов пришёл. Петров ушёл.\nИванов молчал.\nПетров вернулся.\nИванов уснул.",
    "empty": "",
}


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("name", DIALOGUES)
def test_labels(name, line_break):
    marked = DIALOGUES[name].replace("\n", line_break)
    text = re.sub(r"[\[\]]", "", marked)
    found = [text[label.start : label.end] for label in speaker_labels(text)]
    assert found == re.findall(r"\[(.*?)\]", marked)


def test_a_dash_and_an_abbreviated_role():
    text = "— Корр.: Как дела?\n— Мельник: Неплохо.\n— Корр.: А планы?\n— Мельник: Большие.\n"
    found = [text[label.start : label.end] for label in speaker_labels(text)]
    assert found == ["Корр", "Мельник", "Корр", "Мельник"]


@pytest.mark.parametrize("name", NO_DIALOGUES)
def test_no_dialogue(name):
    assert speaker_labels(NO_DIALOGUES[name]) == []


@given(st.text(alphabet="Аб.:( \n—", max_size=80))
def test_labels_are_inside_the_text_and_in_order(text):
    labels = speaker_labels(text)
    assert labels == sorted(set(labels))
    assert all(text[label.start : label.end].strip() for label in labels)
