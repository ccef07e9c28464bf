"""Test documents with their mentions, from whole and from filtered tables."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import imena
from imena.errors import UsageError
from imena.tables import annotated_documents as module
from imena.tables.annotated_documents import annotated_documents, flat, plain_score


def shape(tables, **options):
    return [
        (d.doc_id, [row["text"] for row in d.mentions], len(d.tokens))
        for d in annotated_documents(tables, **options)
    ]


@pytest.fixture
def stored(news_folder):
    return imena.open(news_folder)


def test_every_document_with_a_text(news, stored):
    found = shape(news, tokens=True)
    assert [id_ for id_, *_ in found] == ["новости/1.txt", "../2", "пусто", "тихо", "2"]
    assert found[2][1:] == ([], 0)
    assert found[3][1] == []
    assert "Минобороны РФ" in found[4][1]
    assert sum(tokens for *_, tokens in found) == len(news.tokens)
    assert shape(stored, tokens=True) == found


def test_a_folder_is_not_read_into_memory(stored, monkeypatch):
    monkeypatch.setattr(type(stored), "read", lambda *_, **__: 1 / 0)
    assert len(shape(stored, tokens=True)) == 5
    assert not any(held.is_loaded for held in stored._tables().values())


def test_the_size_of_batches_does_not_matter(news, stored, monkeypatch):
    whole = shape(news, tokens=True)
    monkeypatch.setattr(module, "BATCH", dict.fromkeys(module.BATCH, 1))
    assert shape(stored, tokens=True) == whole
    assert shape(news, tokens=True) == whole


@pytest.mark.parametrize("kind", ["memory", "folder", "filters"])
def test_filtered_mentions(kind, news, stored, news_folder):
    if kind == "filters":
        tables = imena.open(news_folder, filters=[("label", "=", "LOC")])
    else:
        tables = news if kind == "memory" else stored
        tables = replace(tables, mentions=tables.mentions[tables.mentions["label"] == "LOC"])
    found = shape(tables)
    assert [texts for _, texts, _ in found] == [
        ["РФ", "Баку", "России"], ["Баку", "США"], [], [], ["Израиля", "Украине", "РФ"],
    ]  # fmt: skip


def test_shuffled_tables_are_put_in_order(news, stored):
    for tables in (news, stored):
        for name in ("mentions", "documents", "texts", "tokens"):
            frame = getattr(tables, name)
            mixed = replace(tables, **{name: frame.sample(frac=1, random_state=3)})
            assert sorted(shape(mixed, tokens=True)) == sorted(shape(news, tokens=True))


def test_filtered_documents_and_texts(news, stored):
    for tables in (news, stored):
        kept = tables.documents[tables.documents["doc_id"].isin(["2", "../2"])]
        assert [id_ for id_, *_ in shape(replace(tables, documents=kept))] == ["../2", "2"]
        texts = tables.texts[tables.texts["doc_id"] != "../2"]
        assert [id_ for id_, *_ in shape(replace(tables, texts=texts))][:2] == [
            "новости/1.txt", "пусто",
        ]  # fmt: skip


def test_failed_documents_have_no_text(tmp_path, nlp):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Герасимов прилетел в Баку.", "utf-8")
    (tmp_path / "in" / "b.pdf").write_bytes(b"no PDF")
    (tmp_path / "in" / "c.txt").write_text("Валерий Герасимов прилетел в Киев.", "utf-8")
    tables = imena.extract(tmp_path / "in", model=nlp)
    tables.write(tmp_path / "out")
    for one in (tables, imena.open(tmp_path / "out")):
        assert [(d.doc_id, len(d.mentions)) for d in annotated_documents(one)] == [
            ("a.txt", 2), ("c.txt", 2),
        ]  # fmt: skip


def test_texts_of_another_run(news):
    other = imena.extract({"../2": "Совсем другой текст, в котором нет имён и много слов." * 3})
    with pytest.raises(UsageError, match=r"'../2'.* is not at 0–18 of its text"):
        shape(replace(news, texts=other.texts))


def test_texts_of_two_documents_with_one_id(news):
    twice = replace(news, texts=pd.concat([news.texts, news.texts]))
    with pytest.raises(UsageError, match=r"two documents 'новости/1\.txt'"):
        shape(twice)


def test_no_texts(silent):
    with pytest.raises(UsageError, match="without --no-texts"):
        shape(silent)


def test_outermost_mentions_never_overlap():
    rows = [{"start": s, "end": e} for s, e in [(4, 9), (0, 12), (0, 3), (12, 15), (20, 22)]]
    assert [(row["start"], row["end"]) for row in flat(rows)] == [(0, 12), (12, 15), (20, 22)]


@given(st.floats(0, 1, width=32))
def test_scores_are_converted_exactly(score):
    import numpy as np

    assert np.float32(plain_score(score)) == np.float32(score)
