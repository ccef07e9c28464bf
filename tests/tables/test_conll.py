"""Test CoNLL files, read back by hand and by spaCy's converter."""

import pytest
from tests.helpers.hostile import TEXTS
from tests.helpers.made import made

import imena
from imena.tables.annotated_documents import flat


def read(path):
    """Return documents as sentences of (token, pos, chunk, tag)."""
    documents = []
    for line in path.read_text("utf-8").split("\n"):
        if line == "-DOCSTART- -X- O O":
            documents.append([[]])
        elif line:
            fields = line.split(" ")
            assert len(fields) == 4
            documents[-1][-1].append(tuple(fields))
        elif documents and documents[-1][-1]:
            documents[-1].append([])
    return [[sentence for sentence in document if sentence] for document in documents]


def names(document):
    """Return the tagged names as (label, tokens); each I continues the tag before it."""
    found, before = [], "O"
    for sentence in document:
        for token, _, _, tag in sentence:
            if tag[0] == "B":
                found.append((tag[2:], [token]))
            elif tag[0] == "I":
                assert before[2:] == tag[2:]
                found[-1][1].append(token)
            before = tag
        before = "O"
    return [(label, "".join(tokens)) for label, tokens in found]


def expected(tables):
    rows = tables.mentions.to_dict("records")
    return [
        [
            (row["label"], "".join(row["text"].split()))
            for row in flat(row for row in rows if row["doc_id"] == doc_id)
        ]
        for doc_id in tables.texts["doc_id"]
    ]


@pytest.mark.parametrize("tokens", [True, False])
def test_names_and_tokens(tokens, page, nlp, tmp_path):
    tables = imena.extract({"a": page, "b": "Тихо."}, model=nlp, tokens=tokens)
    tables.write(tmp_path / "m.conll")
    found = read(tmp_path / "m.conll")
    assert [names(document) for document in found] == expected(tables)
    assert [len(document) for document in found] == tables.documents["n_sents"].tolist()
    count = [sum(map(len, document)) for document in found]
    assert count == tables.documents["n_tokens"].tolist()
    assert found[0][0][0] == ("Минобороны", "PROPN" if tokens else "-X-", "O", "B-ORG")
    assert found[0][0][1][3] == "I-ORG"


def test_hostile_texts(tmp_path):
    tables = imena.extract(TEXTS)
    tables.write(tmp_path / "m.conll")
    assert [names(document) for document in read(tmp_path / "m.conll")] == expected(tables)


def test_a_document_without_words(news, tmp_path):
    news.write(tmp_path / "m.conll")
    found = read(tmp_path / "m.conll")
    assert len(found) == 5
    assert found[2] == []


def test_adjacent_names_begin_with_b(tmp_path):
    made({"a": ("Баку Москва", [(0, 4, "LOC"), (5, 11, "LOC")])}).write(tmp_path / "m.conll")
    assert [tag for *_, tag in read(tmp_path / "m.conll")[0][0]] == ["B-LOC", "B-LOC"]


def test_a_label_of_two_words_is_one_column(tmp_path):
    made({"a": ("Баку", [(0, 4, "мой тип")])}).write(tmp_path / "m.conll")
    assert read(tmp_path / "m.conll") == [[[("Баку", "-X-", "O", "B-мой_тип")]]]


def test_a_sentence_does_not_end_inside_a_name(tmp_path):
    text = "Он в фирме Ромашка. Лютик сегодня."
    made({"a": (text, [(11, 25, "ORG")])}).write(tmp_path / "m.conll")
    assert [names(document) for document in read(tmp_path / "m.conll")] == [
        [("ORG", "Ромашка.Лютик")]
    ]
    assert len(read(tmp_path / "m.conll")[0]) == 1


def test_spacy_converts_the_file(news, tmp_path):
    from spacy.training.converters import conll_ner_to_docs

    news.write(tmp_path / "m.conll")
    docs = conll_ner_to_docs((tmp_path / "m.conll").read_text("utf-8"), no_print=True)
    found = [(ent.label_, "".join(ent.text.split())) for doc in docs for ent in doc.ents]
    assert found == [name for document in expected(news) for name in document]
