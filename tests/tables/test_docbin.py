"""Test DocBin files, read by spaCy with and without imena."""

import json
import subprocess
import sys

import pytest
import spacy
from hypothesis import given, settings
from spacy.tokens import DocBin, Span
from tests.helpers.hostile import TEXTS
from tests.helpers.made import made
from tests.helpers.spans_in import texts_with_spans

import imena
from imena.components.attributes import SPAN_ATTRIBUTES

VOCAB = spacy.blank("ru").vocab


def read(path):
    return list(DocBin().from_disk(path).get_docs(VOCAB))


@pytest.fixture(scope="module")
def docs(news, tmp_path_factory):
    path = tmp_path_factory.mktemp("docbin") / "m.spacy"
    news.write(path)
    return read(path)


def test_texts_and_spans(docs, news):
    assert [doc.text for doc in docs] == news.texts["text"].tolist()
    assert [doc.user_data["doc_id"] for doc in docs] == news.texts["doc_id"].tolist()
    for doc in docs:
        rows = news.mentions[news.mentions["doc_id"] == doc.user_data["doc_id"]]
        spans = doc.spans.get("imena", [])
        assert [(s.start_char, s.end_char) for s in spans] == [
            *zip(rows["start"], rows["end"], strict=True)
        ]
        for name, column in (("label_", "label"), ("kb_id_", "entity_id"), ("id_", "entity_id")):
            assert [getattr(span, name) for span in spans] == rows[column].tolist()
        assert list(doc.user_data["normal"]) == rows["normal"].tolist()
        outermost = rows[rows["nested_in"].isna()]
        assert [(ent.text, ent.kb_id_) for ent in doc.ents] == [
            *zip(outermost["text"], outermost["entity_id"], strict=True)
        ]


def test_docs_equal_those_of_the_pipeline(docs, nlp, news):
    for doc in docs:
        again = nlp(doc.text)
        assert [t.text_with_ws for t in doc] == [t.text_with_ws for t in again]
        assert [t.lemma_ for t in doc if not t.is_space] == [
            t.lemma_ for t in again if not t.is_space
        ]
        assert [t.pos_ for t in doc if not t.is_space] == [t.pos_ for t in again if not t.is_space]
        assert [str(t.morph) for t in doc] == [str(t.morph) for t in again]
        assert [s.text for s in doc.sents] == [s.text for s in again.sents]


def test_spans_have_the_attributes_of_imena(docs, news):
    spans = [span for doc in docs for span in doc.spans["imena"]]
    assert [span._.normal for span in spans] == news.mentions["normal"].tolist()
    assert [span._.drawn_by for span in spans] == news.mentions["drawn_by"].tolist()
    assert spans[0]._.entity_id == news.mentions["entity_id"][0]
    people = [span for span in spans if span.label_ == "PER"]
    last = news.mentions.loc[news.mentions["label"] == "PER", "last"]
    assert [span._.last for span in people] == last.tolist()
    assert "Герасимов" in {span._.last for span in people}
    assert all(0 < span._.score < 1 for span in people)
    assert all(Span.has_extension(name) for name in SPAN_ATTRIBUTES)


def test_spacy_reads_it_without_imena(news, tmp_path):
    news.write(tmp_path / "m.spacy")
    code = """
import sys, json
sys.modules["imena"] = None
from spacy.tokens import DocBin
from spacy.vocab import Vocab
docs = list(DocBin().from_disk(sys.argv[1]).get_docs(Vocab()))
print(json.dumps([[(e.text, e.label_) for e in d.ents] for d in docs]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "m.spacy")],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert ["Валерия Герасимова", "PER"] in json.loads(done.stdout)[1]


def test_without_tokens_there_are_no_tags(nlp, tmp_path):
    imena.extract({"a": "Герасимов прилетел в Баку."}, model=nlp).write(tmp_path / "m.spacy")
    (doc,) = read(tmp_path / "m.spacy")
    assert [ent.text for ent in doc.ents] == ["Герасимов", "Баку"]
    assert not doc.has_annotation("POS")
    assert doc.has_annotation("SENT_START")


def test_hostile_texts(tmp_path):
    tables = imena.extract(TEXTS)
    tables.write(tmp_path / "m.spacy")
    docs = read(tmp_path / "m.spacy")
    assert [doc.text for doc in docs] == list(TEXTS.values())
    spans = [span.text for doc in docs for span in doc.spans["imena"]]
    assert spans == tables.mentions["text"].tolist()


@settings(max_examples=30)  # each example makes a vocabulary
@given(texts_with_spans())
def test_spans_contain_their_mentions(tmp_path_factory, example):
    """Tokens may be longer than a mention annotated by hand, but no mention is lost.

    spaCy makes a space part of the token before it, so a mention that begins with a space may begin
    after it.
    """
    path = tmp_path_factory.mktemp("docbin") / "m.spacy"
    made({"a": example}).write(path)
    (doc,) = read(path)
    assert doc.text == example[0]
    spans = doc.spans["imena"] if example[1] else []
    for span, (start, end, label) in zip(spans, example[1], strict=True):
        surface = example[0][start:end]
        assert span.start_char <= start + len(surface) - len(surface.lstrip())
        assert span.end_char >= start + len(surface.rstrip())
        assert span.label_ == label
