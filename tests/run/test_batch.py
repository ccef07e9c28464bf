"""Test the tables of one batch, and documents that cannot be processed."""

import pytest

from imena.corpus.document import Document
from imena.options import ExtractOptions
from imena.run import batch
from imena.run.batch import annotate, batches, extract_batch


def test_only_the_document_that_breaks_the_model_fails(nlp, monkeypatch):
    morph = nlp.get_pipe("morph")
    annotate_docs = morph.annotate

    def fail_on_poison(docs):
        if any("яд" in doc.text for doc in docs):
            raise RuntimeError("boom")
        annotate_docs(docs)

    monkeypatch.setattr(morph, "annotate", fail_on_poison)
    documents = [Document("a", "Баку."), Document("b", "яд"), Document("c", "Москва.")]
    tables = extract_batch(nlp, documents, ExtractOptions())
    rows = tables.documents.to_pylist()
    assert [row["status"] for row in rows] == ["ok", "failed", "ok"]
    assert "boom" in rows[1]["error"]
    assert set(tables.mentions.column("doc_id").to_pylist()) <= {"a", "c"}


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("", "empty", None),
        (" \n\t", "empty", None),
        ("\u200f\u200e\u202e", "empty", None),
        ("\x00\x00", "empty", None),
        ("* * *", "empty", None),
        ("Баку \ud800", "failed", "U+D800"),
        ("\u202eВ Баку\u202c \x00 тепло.", "ok", None),
    ],
)
def test_status(nlp, text, status, message):
    row = extract_batch(nlp, [Document("d", text)], ExtractOptions()).documents.to_pylist()[0]
    assert row["status"] == status
    assert (row["error"] is None) == (message is None)
    assert message is None or message in row["error"]


def test_a_text_over_the_limit_fails(nlp, monkeypatch):
    monkeypatch.setattr(nlp, "max_length", 10)
    (document, doc), _ = annotate(nlp, [Document("d", "х" * 11), Document("e", "Баку")])
    assert doc is None
    assert "11 characters, more than the limit of 10" in str(document.error)


def test_batches_contain_all_documents_in_order(monkeypatch):
    monkeypatch.setattr(batch, "BATCH_DOCUMENTS", 3)
    monkeypatch.setattr(batch, "BATCH_CHARS", 100)
    documents = [Document(str(i), "х" * size) for i, size in enumerate([1, 1, 1, 1, 99, 2, 500, 1])]
    cut = list(batches(documents))
    assert [[d.doc_id for d in part] for part in cut] == [
        ["0", "1", "2"], ["3", "4"], ["5"], ["6"], ["7"],
    ]  # fmt: skip
