"""Test which documents and entities the page shows of a corpus that is too large."""

import dataclasses

import pandas as pd
import pytest

import imena
from imena import schema
from imena.reporting.page.sample import ENTITIES, sampled


def many(n):
    """Make documents of which every tenth names three entities and the others one."""
    texts = {}
    for i in range(n):
        rich = " и Валерий Герасимов из Газпрома" if i % 10 == 0 else ""
        texts[f"doc-{i:03}"] = f"В Баку прилетел самолет{rich}."
    return texts


@pytest.fixture(scope="module")
def corpus():
    return imena.extract(many(60))


def test_a_small_corpus_is_shown_whole(corpus):
    sample = sampled(corpus, 60)
    assert sample.documents["doc_id"].tolist() == corpus.documents["doc_id"].tolist()
    assert len(sample.mentions) == len(corpus.mentions)
    assert len(sample.texts) == 60


def test_half_have_the_most_entities_and_half_are_spread(corpus):
    sample = sampled(corpus, 12)
    shown = [int(name[-3:]) for name in sample.documents["doc_id"]]
    assert len(set(shown)) == 12
    assert shown == sorted(shown)
    assert {0, 10, 20, 30, 40, 50} <= set(shown)
    others = [number for number in shown if number % 10]
    assert others[0] < 10
    assert others[-1] > 50
    assert sample.texts.keys() == set(sample.documents["doc_id"])
    assert set(sample.mentions["doc_id"]) == set(sample.documents["doc_id"])


def test_counts_are_of_the_whole_corpus(corpus):
    sample = sampled(corpus, 5)
    assert len(sample.entity_documents) == len(corpus.mentions)
    assert len(sample.all_documents) == 60
    assert sample.entities.set_index("name")["n_docs"]["Баку"] == 60


def test_the_sample_is_deterministic(corpus):
    first, second = sampled(corpus, 7), sampled(corpus, 7)
    assert first.documents["doc_id"].tolist() == second.documents["doc_id"].tolist()


def test_duplicates_are_left_out_first(corpus):
    documents = corpus.documents.copy()
    documents["duplicate_of"] = pd.array(
        [None if i < 20 else "doc-000" for i in range(60)], dtype="string"
    )
    sample = sampled(dataclasses.replace(corpus, documents=documents), 20)
    assert sample.documents["doc_id"].tolist() == [f"doc-{i:03}" for i in range(20)]


def test_failed_and_empty_documents_are_not_shown():
    frame = pd.DataFrame({"id": ["a", "b", "c"], "text": ["В Баку.", 17, ""]})
    sample = sampled(imena.extract(frame), 10)
    assert sample.documents["doc_id"].tolist() == ["a"]
    assert sample.unread["doc_id"].tolist() == ["b", "c"]


def test_frequent_entities_of_other_documents_are_listed(corpus):
    names = [f"Имя {i:04}" for i in range(ENTITIES + 20)]
    row = corpus.entities.iloc[[0]]
    extra = pd.concat([row] * len(names), ignore_index=True)
    extra["entity_id"] = pd.array([f"PER-{i:04}" for i in range(len(names))], dtype="string")
    extra["name"] = pd.array(names, dtype="string")
    extra["n_docs"] = 1000
    entities = pd.concat([corpus.entities, extra], ignore_index=True)
    listed = sampled(dataclasses.replace(corpus, entities=entities), 60).entities
    assert len(listed) == ENTITIES + len(corpus.entities)
    assert listed["name"].tolist()[:2] == ["Имя 0000", "Имя 0001"]
    assert set(corpus.entities["entity_id"]) <= set(listed["entity_id"])


def test_no_other_text_is_read(corpus, tmp_path):
    corpus.write(tmp_path / "out")
    tables = imena.open(tmp_path / "out")
    assert len(sampled(tables, 3).texts) == 3
    for name in ("texts", "mentions"):
        assert not vars(tables)[name].is_loaded


def test_without_documents():
    sample = sampled(imena.extract([]), 5)
    assert len(sample.documents) == len(sample.mentions) == 0
    assert list(sample.mentions) == schema.MENTIONS.names
