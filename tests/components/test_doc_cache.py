"""What depends on a Doc's text is computed once and kept on the Doc."""

import pytest
from spacy.tokens import DocBin

from imena.components import doc_cache
from imena.components.doc_cache import cached, clear, layout_of, n_chars, paragraphs_of, take_text
from imena.layout.blocks import Block, layout

TEXT = "Встреча в Баку\nГенерал Данфорд прилетел в Баку утром.\n\nЧитайте также\nМир близко"


@pytest.fixture
def doc(nlp):
    return nlp.get_pipe("segment")(nlp.make_doc(TEXT))


def test_the_layout_of_a_doc_is_that_of_its_text(doc):
    assert doc._.layout == layout(TEXT)


def test_the_layout_is_computed_once_and_only_if_asked_for(nlp, monkeypatch):
    calls = []
    monkeypatch.setattr(doc_cache, "layout", lambda text: calls.append(text) or layout(text))
    doc = nlp(TEXT)
    assert calls == []
    assert doc._.layout == doc._.layout == layout_of(doc, TEXT)
    assert calls == [TEXT]


def test_a_value_is_computed_once(doc):
    values = iter("аб")
    assert [cached(doc, "key", lambda text: next(values)) for _ in range(2)] == ["а", "а"]


def test_a_part_of_a_doc_has_its_own_values(doc):
    assert len(doc._.layout) == len(layout(TEXT))
    part = doc[4:].as_doc(copy_user_data=True)
    assert part._.layout == layout(part.text)
    assert len(part._.layout) < len(layout(TEXT))


def test_the_layout_survives_the_disk(nlp, doc):
    expected = doc._.layout
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert again._.layout == expected
    assert all(isinstance(block, Block) for block in again._.layout)


def test_the_tokenizer_leaves_its_text_to_the_first_reader(nlp):
    doc = nlp.make_doc(TEXT)
    assert take_text(doc) is TEXT
    assert take_text(doc) == TEXT
    assert n_chars(doc) == len(TEXT)
    assert n_chars(nlp.make_doc("")) == 0


def test_a_cleared_doc_has_nothing_left(doc):
    assert paragraphs_of(doc)
    assert doc._.layout
    clear(doc)
    assert not doc.user_data
