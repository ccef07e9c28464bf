"""Test lower bounds of accuracy on a page, on excerpts, and on whole corpora if present."""

import json

import pytest
from benchmarks.lemmas import lemmatise, read_treebank

from imena.evaluation.counts import count_text, f1_scores
from imena.forms.spelling import casefold_ru
from tests.helpers.marked import parse
from tests.helpers.paths import ROOT

DATA = ROOT / "tests" / "data"
CORPUS = ROOT.parent / "shared" / "data" / "nerel_dev.jsonl"
NATASHA = {"PER": 0.944, "LOC": 0.777, "ORG": 0.705}  # token F1 on the whole dev set
NATASHA_ALL = 0.835


def spans(doc):
    return [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


def score_file(nlp, path, change=str):
    documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    docs = nlp.pipe(change(document["text"]) for document in documents)
    return f1_scores(
        count_text(gold["text"], [tuple(span) for span in gold["spans"]], spans(doc))
        for gold, doc in zip(documents, docs, strict=True)
    )


@pytest.fixture(scope="module")
def gold_page():
    return parse((DATA / "baku.marked.txt").read_bytes().decode("utf-8"))


def test_the_annotated_page_has_the_text_of_the_page(gold_page, page):
    assert gold_page[0] == page


def test_accuracy_on_the_page(nlp, gold_page):
    text, gold = gold_page
    scores = f1_scores([count_text(text, gold, spans(nlp(text)))])
    assert scores["strict"]["ALL"] >= 0.98


def test_names_on_the_page(tables):
    found = {
        label: set(rows["normal"])
        for label, rows in tables.mentions.groupby("label", observed=True)
    }
    assert found["PER"] >= {"Валерий Герасимов", "Джозеф Данфорд", "Сергей Шойгу", "Джеймс Мэттис"}
    assert found["ORG"] >= {"Минобороны РФ", "Министерство обороны России", "Пентагон", "ОКНШ"}
    assert found["LOC"] >= {"Баку", "Азербайджан", "США", "Россия", "Ближний Восток", "Анкоридж"}


@pytest.mark.parametrize(
    ("change", "floors"),
    [
        (str, {"PER": 0.94, "LOC": 0.90, "ORG": 0.75, "ALL": 0.90}),
        (str.upper, {"ALL": 0.80}),
        (str.lower, {"ALL": 0.80}),
    ],
    ids=["as it is", "CAPITALS", "lower case"],
)
def test_an_excerpt_of_nerel(nlp, change, floors):
    scores = score_file(nlp, DATA / "nerel_excerpt.jsonl", change)
    for label, floor in floors.items():
        assert scores["token"][label] >= floor, scores["token"]


@pytest.mark.parametrize(
    ("change", "floor"),
    [(str, 0.91), (str.upper, 0.84), (str.lower, 0.84)],
    ids=["as it is", "CAPITALS", "lower case"],
)
def test_the_accurate_model_on_an_excerpt_of_nerel(nlp_lg, change, floor):
    scores = score_file(nlp_lg, DATA / "nerel_excerpt.jsonl", change)
    assert scores["token"]["ALL"] >= floor, scores["token"]


def test_lemmas_of_an_excerpt_of_taiga(nlp):
    right = [
        casefold_ru(ours) == casefold_ru(lemma)
        for words, lemmas in read_treebank(DATA / "taiga_excerpt.conllu")
        for ours, lemma in zip(lemmatise(nlp, words), lemmas, strict=True)
    ]
    assert len(right) > 200
    assert sum(right) / len(right) >= 0.95


@pytest.mark.skipif(not CORPUS.exists(), reason=f"the whole dev set is not at {CORPUS.name}")
def test_nerel_is_not_below_natasha(nlp):
    scores = score_file(nlp, CORPUS)
    for label, floor in NATASHA.items():
        assert round(scores["token"][label], 3) >= floor, scores["token"]


@pytest.mark.skipif(not CORPUS.exists(), reason=f"the whole dev set is not at {CORPUS.name}")
def test_the_accurate_model_is_two_points_above_natasha_on_nerel(nlp_lg):
    scores = score_file(nlp_lg, CORPUS)
    assert scores["token"]["ALL"] >= NATASHA_ALL + 0.02, scores["token"]
