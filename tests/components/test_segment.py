"""Sentences: | is between two."""

import pytest

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


def test_a_part_of_a_doc_has_its_own_sentences(nlp):
    doc = nlp.make_doc("Первая строка.\nВалерий Герасимов в Баку.\nИ Сергей Лавров. И ещё.")
    part = nlp(doc[4:].as_doc(copy_user_data=True))
    assert [sent.text.strip() for sent in part.sents] == [
        "Валерий Герасимов в Баку.",
        "И Сергей Лавров.",
        "И ещё.",
    ]
