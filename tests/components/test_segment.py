"""Sentences: | stands between two."""

import pytest
import razdel
from hypothesis import given
from hypothesis import strategies as st

from imena.components.sentences import ABBREVIATIONS, sentence_starts

CASES = [
    "Встреча прошла в Баку.| Данфорд уехал.",
    "А. В. Торкунов рассказал о реформе ООН.| «Мы ждём», — добавил он.",
    "Он родился в 1958 г. в с. Ивановка.| Там и живёт.",
    "Переговоры в Баку\n|Министерство обороны подтвердило начало переговоров.",
    "Минобороны: «США и Россия договорились»\n\n|обновлено 19:14\n|17121\n\n|Начался спор.",
    "  В Баку тепло.\n\n|* * *\n\n|В Москве холодно.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences(nlp, case):
    text = case.replace("|", "")
    doc = nlp(text, disable=["morph", "lemmatise", "recognise", "normalise"])
    assert [sent.text.strip() for sent in doc.sents] == [part.strip() for part in case.split("|")]


def test_a_text_of_whitespace_has_no_more_than_one_sentence(nlp):
    assert len(list(nlp(" \n\n ").sents)) == 1
    assert list(nlp("").sents) == []


@given(st.text() | st.text(alphabet='аБxI1 .,;:!?…()»«"-–—\n', max_size=40))
def test_sentences_of_any_text_are_razdels(text):
    expected = [sentence.start for sentence in razdel.sentenize(text) if sentence.text]
    assert list(sentence_starts(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1. Первое. 2. Второе.",
        "Он жил в г. Москве, на ул. Ленина. Т. е. недалеко. И т. д. и т. п.",
        "«Да!» — сказал он. «Нет», — ответила она. (Смех.) Потом ушли...",
        "I. Введение. а) один; б) два.  В 1990-х гг. было иначе.",
    ],
)
def test_sentences_are_razdels(text):
    assert list(sentence_starts(text)) == [s.start for s in razdel.sentenize(text)]


@pytest.mark.parametrize("mark", [".", "!", "?", "…"])
def test_no_abbreviation_is_taken_for_a_plain_end(mark):
    for word in {*ABBREVIATIONS, "столицу", "он"}:
        for text in (f"Был {word}{mark} Там", f"И т.{word}{mark} Там", f"{word}{mark} Там"):
            assert list(sentence_starts(text)) == [s.start for s in razdel.sentenize(text)]


def test_a_part_of_a_doc_has_its_own_sentences(nlp):
    doc = nlp.make_doc("Первая строка.\nВалерий Герасимов в Баку.\nИ Сергей Лавров. И ещё.")
    part = nlp(doc[4:].as_doc(copy_user_data=True))
    assert [sent.text.strip() for sent in part.sents] == [
        "Валерий Герасимов в Баку.",
        "И Сергей Лавров.",
        "И ещё.",
    ]
