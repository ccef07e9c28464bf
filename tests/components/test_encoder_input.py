"""The sentences that an encoder reads."""

import numpy as np
import pytest

import imena
from imena.components.batch import at_paragraphs, sequences
from imena.components.encoder_input import documents_to_read, sentence_numbers

TEXTS = ["Это Баку. Там тепло.\n\nКонец.", "Москва."]


@pytest.fixture(scope="module")
def batch():
    nlp = imena.load(enable=["segment"])
    docs = list(nlp.pipe(TEXTS))
    return docs, sequences(docs, at_paragraphs)


def read(batch, chosen, in_lower_case=None):
    docs, words = batch
    lower = np.zeros(len(words.rows), bool) if in_lower_case is None else in_lower_case
    documents = documents_to_read(docs, words, np.array(chosen), lower)
    return [[("".join(words), apart) for words, apart in sentences] for sentences in documents]


def test_sentences_are_numbered_through_the_batch(batch):
    assert sentence_numbers(*batch).tolist() == [0] * 3 + [1] * 3 + [2] * 2 + [3] * 2


def test_a_sentence_continues_the_one_before_in_its_paragraph(batch):
    assert read(batch, [True] * 4) == [
        [("▁Это▁Баку.", True), ("▁Там▁тепло.", False), ("▁Конец.", True)],
        [("▁Москва.", True)],
    ]


def test_behind_a_sentence_that_is_not_read_the_next_one_is_apart(batch):
    assert read(batch, [False, True, False, False]) == [[("▁Там▁тепло.", True)]]


def test_words_are_read_in_lower_case_where_asked(batch):
    lower = np.array([True] * 3 + [False] * 7)
    assert read(batch, [True, False, False, True], lower) == [
        [("▁это▁баку.", True)],
        [("▁Москва.", True)],
    ]
