"""Sentences whose letter case is no evidence of names."""

import pytest

from imena.components.batch import at_paragraphs, sequences
from imena.components.letter_case import caseless_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ПУТИН ВСТРЕТИЛСЯ С МЕРКЕЛЬ В БЕРЛИНЕ", True),
        ("путин встретился с меркель в берлине", True),
        ("Путин Встретился С Меркель В Берлине", True),
        ("Путин встретился с Меркель в Берлине.", False),
        ("В Берлине", False),
        ("МИД", False),
        ("Глава МИД РФ С. В. Лавров", False),
        ("Иванов И. О., Петрова С. В.", False),
        ("12:45", False),
        ("", False),
    ],
)
def test_a_sentence_alone(nlp, text, expected):
    docs = [nlp(text)]
    found = caseless_words(docs, sequences(docs, at_paragraphs))
    assert set(found.tolist()) <= {expected}


def test_lower_case_lines_of_an_ordinary_text(nlp):
    docs = [nlp("Участники:\nглава кабинета\nПутин Владимир\nДело было в Баку. Там он жил.")]
    assert not caseless_words(docs, sequences(docs, at_paragraphs)).any()


def test_a_heading_in_capitals_over_an_ordinary_text(nlp):
    docs = [nlp("ПУТИН ПРИЕХАЛ В БАКУ\nПрезидент прибыл утром. Его встретил Алиев.")]
    batch = sequences(docs, at_paragraphs, frame=".")
    words = [batch.words[i] for i in batch.tokens[batch.rows[caseless_words(docs, batch)]]]
    assert words == ["ПУТИН", "ПРИЕХАЛ", "В", "БАКУ"]
