"""Test parity with natasha in what imena does not change: see tests/data/natasha.json."""

import json

import pytest

from tests.helpers.paths import ROOT

DOCUMENTS = json.loads((ROOT / "tests/data/natasha.json").read_text("utf-8"))


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda document: document["text"][:20])
def pair(request, nlp):
    return nlp(request.param["text"]), request.param


def words(doc):
    return [token for token in doc if not token.is_space]


def test_tokens_and_tags(pair):
    doc, natasha = pair
    ours = [[token.text, token.pos_, token.morph.to_dict()] for token in words(doc)]
    assert ours == [token[:3] for token in natasha["tokens"]]


def test_sentences(pair):
    doc, natasha = pair
    ours = [[s.start_char, s.start_char + len(s.text.strip())] for s in doc.sents]
    assert ours == natasha["sentences"]


def test_spans(pair):
    doc, natasha = pair
    ours = [[e.start_char, e.end_char, e.label_] for e in doc.ents]  # rules add «с. Ивановка»
    assert [span for span in natasha["spans"] if span not in ours] == []
    added = [e for e in doc.ents if [e.start_char, e.end_char, e.label_] not in natasha["spans"]]
    assert all(e._.drawn_by == "rule" for e in added)
