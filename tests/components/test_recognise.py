"""Mentions: line ends, acronyms in brackets, scores, and entities of earlier components."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.marked import mark, parse

from imena.components.span_rules import correct_span
from imena.layout.hyphens import join_cut_words
from imena.layout.unwrapping import LINE_BREAK

CASES = [
    "Начальник [Генштаба]ORG [РФ]LOC [Валерий Герасимов]PER прилетел в [Баку]LOC.",
    "Председатель [комитета начальников штабов]ORG ([ОКНШ]ORG) генерал [Джозеф Данфорд]PER.",
    "Власти вновь напомнили об [Анкоридже]LOC\nМир близко, но с оговоркой",
    "Выступил глава [Минобороны]ORG [Сергей Шойгу]PER\n\n[Россия]LOC и [США]LOC договорились.",
    "Продюсер [Скотт Хоровитц]PER ([Scott Horowitz]PER) приехал в [Москву]LOC.",
    'Руководит компанией АО "[Газпром нефть]ORG" [Александр Дюков]PER.',
    "ГЛАВА [МИНОБОРОНЫ]ORG [СЕРГЕЙ ШОЙГУ]PER ПРИЛЕТЕЛ В [БАКУ]LOC",
    "глава [минобороны]ORG [сергей шойгу]PER прилетел в [баку]LOC",
    "Глава [Минобороны]ORG [Сергей Шойгу]PER Прилетел В [Баку]LOC И В [Москву]LOC",
    "[Пу\u0301тин]PER пpиехал в [Mocкву]LOC.",
    "1. [Петров И. И.]PER, [СПбГУ]ORG\n2. [Сидорова А. А.]PER, [МГУ]ORG",
    "Присутствовали: [Петров И. И.]PER, [Сидорова А.А.]PER, [Иванов К. П.]PER",
]


def spans(doc):
    return [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


@pytest.mark.parametrize("case", CASES)
def test_mentions(nlp, case):
    text, expected = parse(case)
    assert mark(text, spans(nlp(text))) == mark(text, expected)


def test_a_mention_goes_on_where_its_line_is_wrapped(nlp):
    wrapped = (
        "Начальник Генштаба Вооруженных сил РФ генерал армии Валерий\nГерасимов и председатель "
        "комитета обменялись мнениями о\nтекущем состоянии отношений двух стран."
    )
    names = [ent.text for ent in nlp(wrapped).ents if ent.label_ == "PER"]
    assert names == ["Валерий\nГерасимов"]


CUT_WORDS = [
    ("Встреча прошла в [Ба-⏎ку]LOC, столице [Азербайджана]LOC.", "Баку", "Азербайджан"),
    ("Об этом заявил [Виктор Голу-⏎бев]PER.", "Виктор Голубев"),
    ("Заявление [Виктора Го-⏎лубева]PER изучили в [Нью-⏎Йорке]LOC.", "Виктор Голубев", "Нью-Йорк"),
    ("Поезд идёт в [Ростов-⏎на-Дону]LOC.", "Ростов-на-Дону"),
    ("Поезд идёт в [Санкт-⏎Петербург]LOC.", "Санкт-Петербург"),
]


@pytest.mark.parametrize("case", CUT_WORDS)
def test_a_name_that_the_end_of_a_line_cuts_is_read_whole(nlp, case):
    marked, *normal = case
    text, expected = parse(marked.replace("⏎", "\n"))
    doc = nlp(text)
    assert mark(text, spans(doc)) == mark(text, expected)
    assert [ent._.normal for ent in doc.ents] == normal


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Гусев Антон | Самара]PER", ["Гусев Антон", "Самара"]),
        ("[Гусев Антон  |  Самара]PER", ["Гусев Антон", "Самара"]),
        ("[• Коста Рика —]LOC", ["Коста Рика"]),
        ("[Маша❤️]PER", ["Маша"]),
        ("[МОЗ)]ORG", ["МОЗ"]),
        ("[Бенин) •]LOC", ["Бенин"]),
        ('[РИА "Новости]ORG" сообщает', ['РИА "Новости"']),
        ("[ОАО «Рога»]ORG", ["ОАО «Рога»"]),
        ('"[Платформа - За жизнь"]ORG', ["Платформа - За жизнь"]),
        ('ОАО ["Рога и копыта]ORG сообщает', ["Рога и копыта"]),
        ('ОАО ["Рога]ORG"', ['"Рога"']),
        ("[Асия Биби (Норин)]PER", ["Асия Биби", "Норин"]),
    ],
)
def test_correct_span(nlp, marked, expected):
    text, [(start, end, label)] = parse(marked)
    span = nlp.make_doc(text).char_span(start, end, label=label)
    assert [part.text for part in correct_span(span)] == expected


def test_a_sentence_does_not_end_inside_a_mention(nlp):
    doc = nlp("Он купил акции Yahoo! Inc. и Google.")
    for ent in doc.ents:
        assert ent.text in ent.sent.text


def test_drawn_by_says_what_marked_the_span(nlp):
    doc = nlp("Председатель Объединенного комитета начальников штабов (ОКНШ) Джозеф Данфорд")
    drawn_by = {ent.text: ent._.drawn_by for ent in doc.ents}
    assert drawn_by["ОКНШ"] == "rule"
    assert drawn_by["Джозеф Данфорд"] == "model"


def test_every_mention_that_the_network_marked_has_a_probability(nlp):
    doc = nlp("Председатель Объединенного комитета начальников штабов (ОКНШ) Джозеф Данфорд")
    assert all(0 < ent._.score < 1 for ent in doc.ents)


def test_a_mention_that_the_network_did_not_mark_has_no_score(nlp):
    doc = nlp.make_doc("Валерий Герасимов приехал в Баку.")
    doc.set_ents([doc.char_span(8, 17, label="ORG")])
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert [ent._.score is None for ent in doc.ents] == [True, False]


def test_a_clear_mention_scores_above_an_unclear_one(nlp):
    clear, unclear = nlp("Президент Владимир Путин прибыл."), nlp("Приехал Блю Стрим с Арамой.")
    assert min(e._.score for e in clear.ents) > max(e._.score for e in unclear.ents)


def test_without_a_calibration_the_score_is_the_networks_own(nlp):
    blank = spacy.blank("ru")
    blank.add_pipe("imena_recognise")
    text = "Валерий Герасимов прилетел в Баку."
    own = [ent._.score for ent in blank(text).ents]
    assert all(0 < score < 1 for score in own)
    assert own != [ent._.score for ent in nlp(text).ents]


def test_a_long_document_has_the_mentions_of_its_parts(nlp, page):
    part = page + "\n\n"
    doc = nlp(part * 12)  # longer than what the nets see at once
    copies = [
        [
            (ent.start_char % len(part), ent.end_char % len(part), ent.label_, ent._.score)
            for ent in doc.ents
            if ent.start_char // len(part) == i
        ]
        for i in range(1, 11)
    ]
    assert len(copies[0]) > 140
    for copy in copies:
        assert [ent[:3] for ent in copy] == [ent[:3] for ent in copies[0]]
        assert [ent[3] for ent in copy] == pytest.approx([ent[3] for ent in copies[0]], abs=1e-4)


def test_entities_of_earlier_components_win(nlp):
    doc = nlp.make_doc("Валерий Герасимов приехал в Баку.")
    doc.set_ents([doc.char_span(8, 17, label="ORG")])
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Герасимов", "ORG"), ("Баку", "LOC")]


def test_batches_give_what_single_documents_give(nlp, page):
    texts = [page, "", "Путин прилетел в Москву.", "\n", page[:700]]
    assert [spans(doc) for doc in nlp.pipe(texts, batch_size=2)] == [spans(nlp(t)) for t in texts]


def test_a_paragraph_has_the_same_mentions_in_any_document(nlp):
    text = "Валерий Герасимов прилетел в Баку."
    alone = [ent.text for ent in nlp(f"Начало.\n{text}\nКонец.").ents]
    assert [ent.text for ent in nlp(f"Другое.\n{text}\n{text}\nРаз.").ents] == alone * 2


@settings(max_examples=200)
@given(st.text() | st.text(alphabet="АаВвИи РФ()«»-.\n\r\u2028\t", max_size=80))
def test_any_text_goes_through(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    for ent in doc.ents:
        assert text[ent.start_char : ent.end_char] == ent.text
        assert not LINE_BREAK.search(join_cut_words(ent.text))
        assert ent._.normal
        assert ent.text in ent.sent.text
        assert ent._.drawn_by in ("model", "rule")
