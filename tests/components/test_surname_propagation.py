"""Persons by surname in the other sentences of a document."""

import pytest
from tests.helpers.marked import mark, parse

import imena
from imena.components.span_rules import make_span
from imena.components.surname_propagation import propagate_surnames, stem


@pytest.mark.parametrize(
    "forms",
    ["Герасимов Герасимова Герасимову Герасимовым Герасимове", "Толстой Толстого Толстому Толстым"],
)
def test_forms_of_a_surname_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) <= 2


@pytest.mark.parametrize(
    "case",
    [
        "[Григорий Сковорода]PER родился в селе. На вокзале встретили [Сковороду]PER.",
        "[Симон Петлюра]PER родился в селе. На вокзале встретили [Петлюру]PER.",
        "[Иван Петров]PER родился в с. [Петрово]LOC.",
        "[Иван Москва]PER родился в селе. Потом он увидел [Москву]LOC.",
    ],
)
def test_an_unsure_place_is_the_person_named_in_full(nlp, case):
    text, _ = parse(case)
    doc = nlp(text)
    assert mark(text, [(e.start_char, e.end_char, e.label_) for e in doc.ents]) == case
    persons = [ent for ent in doc.ents if ent.label_ == "PER"]
    assert all((e._.score is None) == (e._.drawn_by == "document") for e in persons)


def test_a_place_of_the_users_stays_one():
    own = imena.load(dictionary={"LOC": {"Петлюра": None}})
    doc = own("Симон Петлюра родился в селе. На вокзале Петлюра тихо.")
    assert [ent.label_ for ent in doc.ents if ent.text == "Петлюра"].count("LOC") >= 1


@pytest.mark.parametrize(
    ("found", "score", "expected"),
    [
        ("Приехал [Иван Данфорд]PER. Он ждал Данфорда.", 0.95, "Он ждал [Данфорда]PER."),
        ("Приехал [Иван Данфорд]PER. Он ждал Данфорда.", 0.5, "Он ждал Данфорда."),
        ("Приехал [Иван Данфорд]PER. Он ждал данфорда.", 0.95, "Он ждал данфорда."),
        ("Приехал [Иван Данфорд]PER в [Данфорд]LOC. Он ждал Данфорда.", 0.95, "Он ждал Данфорда."),
    ],
)
def test_propagate_surnames(nlp, found, score, expected):
    text, spans = parse(found)
    doc = nlp.get_pipe("segment")(nlp.make_doc(text))
    ents = []
    for start, end, label in spans:
        span = doc.char_span(start, end)
        ents.append(make_span(doc, span.start, span.end, label, "model"))
        ents[-1]._.score = score
    doc.set_ents(ents)
    missed = [(e.start_char, e.end_char, e.label_) for e in propagate_surnames(doc)]
    assert mark(text, missed).endswith(expected)
    assert all(span._.drawn_by == "document" for span in propagate_surnames(doc))
