"""Speaker labels in plays, transcripts and interviews: which are names, and the name elsewhere."""

import pytest
from tests.helpers.marked import mark, parse

DIALOGUES = {
    "rare surnames and roles": """[Прокатилов]PER. Кто там?
[Лизута]PER (за дверью). Свои! Пустите, [Прокатилов]PER.
[Прокатилов]PER. Не впущу. (Зевает.)
[Лизута]PER. Холодно.
Доктор. Что за шум, господа?
[Лизута]PER. Этот [Прокатилов]PER не пускает.
Доктор. Идёмте к [Прокатилову]PER! Доктор ждёт. И ты, доктор. (Вздыхает.)""",
    "a common word that has a capital inside sentences": """[Крафт]PER
Я слышу шаги.

[Ядвига]PER
То, [Крафт]PER, не шаги.

[Крафт]PER
А что же тогда?

[Ядвига]PER
То ветер с воды.""",
    "an interview": """Корреспондент: Вы из [Омска]LOC?
[Мельниченко]PER: Да, оттуда.
Корреспондент: Давно?
[Мельниченко]PER: Лет пять, корреспондент должен это знать.""",
    "initials": """[ГОРЮНОВ П.А.]PER: Слово для доклада.
[Тихонова С. В.]PER: Спасибо. Доклад короткий.
[ГОРЮНОВ П.А.]PER: Вопросы?
[Тихонова С. В.]PER: Нет вопросов.
Председатель: Голосуем.
Председатель: Принято.""",
    "sources of news": """[МИД]ORG: Открыт мост.
[ТАСС]ORG: Мост закрыт.
[МИД]ORG: Выпал снег.
[ТАСС]ORG: Снег растаял.""",
    "fields of a form": """ИНН: 7714
Тел.: 12-15
ИНН: 7718
Тел.: 12-40""",
    "two towns that news comes from": """[Киев]LOC. Выпал снег.
[Омск]LOC. Выпал снег.
[Киев]LOC. Снег растаял.
[Омск]LOC. Снег растаял.""",
}


@pytest.mark.parametrize("name", DIALOGUES)
def test_speakers(nlp, name):
    text, expected = parse(DIALOGUES[name])
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]
    assert mark(text, found) == mark(text, expected)
