"""Persons with initials: their surname, the last dot, and what is no person."""

import pytest
from tests.helpers.marked import mark, parse

from imena.components.initials import acronym_label

CASES = [
    "Автор отчёта [Мельников В.А.]PER Отчёт вышел в марте.",
    "Судья [Зотов П.П.]PER Решение обжаловано.",
    "Осуждён [Штерн Г.К.]PER Приговорён к ссылке.",
    "Издатель [Ершов К.А.]PER [Казань]LOC, 1979.",
    "Суд взыскал с [Рогова Д.Ю.]PER в пользу [Быковой Т.И.]PER 20 000 руб.",
    "[Гоголь Н.В]PER, [Тютчев Ф.И]PER и [Толстой Л.Н.]PER",
    "Из зала. Слово дайте.\n[ЗЮГАНОВ Г.А.]PER Спасибо.",
    "[Дм. Мережковский]PER и [Вас. Гроссман]PER спорили.",
    "Заявитель [Алиев Р.М.о.]PER просит отложить дело.",
    "Служил в [Р.К.К.А.]ORG и в [О.Г.П.У.]ORG с 1925 г.",
    "В [С.Ш.А.]LOC ждали ответа.",
    "Жил до Р.Х. или после Р. Х.",
    "Завод в [Н. Тагиле]LOC встал, поехали в [В. Волочёк]LOC.",
    "Умер в [С.-Петербурге]LOC в 1911 г.",
    "Планы [В. Лукашенко]PER известны.",
    "Приехали [Дж. К. Роулинг]PER и [Джордж У. Буш]PER.",
    "[Л. Н.]PER сегодня слаб.",
]


def spans(doc):
    return [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


@pytest.mark.parametrize("case", CASES)
def test_names_with_initials(nlp, case):
    text, expected = parse(case)
    assert mark(text, spans(nlp(text))) == mark(text, expected)


def test_a_father_is_no_initial(nlp):
    (name,) = [ent.text for ent in nlp("О. Павел Борисоглебский служил здесь.").ents]
    assert name == "Павел Борисоглебский"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Автор книги Козлов Д.Ю. Книга вышла в мае.", 2),
        ("Автор книги Д.Ю. Козлов уехал.", 1),
        ("Суд взыскал с Козлова Д.Ю. Мельниковой долг.", 1),
    ],
)
def test_a_sentence_may_end_in_initials(nlp, text, sentences):
    assert len(list(nlp(text).sents)) == sentences


@pytest.mark.parametrize(
    ("letters", "label"), [("РККА", "ORG"), ("НКВД", "ORG"), ("ФРГ", "LOC"), ("ПРВ", None)]
)
def test_acronym_label(letters, label):
    assert acronym_label(letters) == label
