"""Spans of NEREL's kinds, and the mentions that come of them."""

import numpy as np
import pytest
from spacy.tokens import Span

import imena
from imena.components.kinds import (
    KINDS,
    OTHERS,
    decode,
    found_labels,
    place_types,
    with_whole_names,
)

TEXT = (
    "Президент США Джо Байден 9 мая 2021 года прилетел в Баку. Его назначили министром обороны, "
    "а 27-летний футболист получил 500 тысяч долларов и Нобелевскую премию."
)


@pytest.fixture(scope="module")
def nlp_all():
    return imena.load(labels="all")


@pytest.fixture(scope="module")
def doc(nlp_all):
    return nlp_all(TEXT)


def tagged(*tags):
    """Scores of words whose best tags for each kind are these: O, B or I."""
    best = np.array([["OBI".index(tag) for tag in kinds] for kinds in tags])
    return np.log(np.where(np.arange(3) == best[:, :, None], 0.8, 0.1))


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B", "I", "O"], [(0, 2, 0)]),
        (["B", "B", "I"], [(0, 1, 0), (1, 3, 0)]),
        (["O", "I", "I"], [(1, 3, 0)]),
        (["BO", "IB", "OI"], [(0, 2, 0), (1, 3, 1)]),
        (["O"], []),
    ],
)
def test_tags_become_spans(tags, spans):
    found = decode(tagged(*tags), np.zeros(len(tags), bool))
    assert [one[:3] for one in found] == spans


def test_a_span_ends_with_its_paragraph():
    found = decode(tagged("B", "I", "I"), np.array([True, False, True]))
    assert [one[:3] for one in found] == [(0, 2, 0), (2, 3, 0)]


def test_the_probability_of_a_span_is_that_of_all_its_tags():
    (found,) = decode(tagged("B", "I"), np.zeros(2, bool))
    assert found.probability == pytest.approx(0.64)


def test_kinds_are_nested_spans_with_scores(doc):
    group = doc.spans[KINDS]
    found = {(span.text, span.label_) for span in group}
    assert found >= {
        ("Президент США", "PROFESSION"),
        ("США", "COUNTRY"),
        ("Джо Байден", "PERSON"),
        ("9 мая 2021 года", "DATE"),
        ("Баку", "CITY"),
        ("500 тысяч долларов", "MONEY"),
    }
    assert len(group.attrs["scores"]) == len(group)
    assert all(0 < score <= 1 for score in group.attrs["scores"])


def test_labels_that_were_chosen_become_mentions(doc):
    mentions = {span.text: span for span in doc.spans[OTHERS]}
    assert mentions["Президент США"].label_ == "PROFESSION"
    assert 0 < mentions["Президент США"]._.score <= 1
    assert mentions["министром обороны"]._.normal == "министр обороны"
    values = {"DATE", "MONEY", "AGE", "NUMBER", "ORDINAL", "PERCENT", "TIME"}
    assert values.isdisjoint(span.label_ for span in doc.spans[OTHERS])


def test_persons_and_places_stay_the_recognisers(doc):
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("США", "LOC"),
        ("Джо Байден", "PER"),
        ("Баку", "LOC"),
    ]


@pytest.mark.parametrize(
    ("names", "bounds"),
    [
        ([(1, 3)], (0, 3)),
        ([(1, 2)], (0, 2)),
        ([(0, 4)], (0, 2)),
        ([(2, 3)], (0, 2)),
        ([], (0, 2)),
    ],
)
def test_a_mention_has_whole_names(nlp, names, bounds):
    doc = nlp.make_doc("Судья Верховного суда вышел")
    assert with_whole_names(Span(doc, 0, 2, "PROFESSION"), names) == bounds


def test_types_of_places(doc):
    ents = {ent.text: (ent.start, ent.end) for ent in doc.ents}
    types = place_types(doc)
    assert (types[ents["США"]], types[ents["Баку"]]) == ("COUNTRY", "CITY")


def test_other_labels_are_not_found_unless_asked_for(nlp, nlp_all):
    assert "kinds" not in nlp.pipe_names
    assert "kinds" not in imena.load(labels=["PER", "LOC"]).pipe_names
    assert found_labels(nlp) == frozenset()
    assert "PROFESSION" in found_labels(nlp_all)


def test_an_empty_text(nlp_all):
    doc = nlp_all("")
    assert list(doc.spans[KINDS]) == list(doc.spans[OTHERS]) == []


def test_text_in_capitals_has_kinds_too(nlp_all):
    doc = nlp_all("ПРЕЗИДЕНТ США ПРИЛЕТЕЛ В БАКУ 9 МАЯ 2021 ГОДА И ВСТРЕТИЛСЯ С МИНИСТРОМ ОБОРОНЫ.")
    assert {"COUNTRY", "DATE"} <= {span.label_ for span in doc.spans[KINDS]}
