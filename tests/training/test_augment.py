"""Test the augmented training data of the encoder: each word once per lesson, with its tag."""

import random

import numpy as np
import pytest
from models.training.augment import Lesson, examples, recase
from models.training.corpus import Tagged
from models.training.gold import Document
from models.training.vocabulary import with_spaces
from models.training.words import words_of

from imena.nets.pieces import Pieces
from imena.nets.windows import END, UNKNOWN

TEXT = "Путин приехал в Баку.\nАлиев (Ильхам) ждал его. Путин улыбался."
LETTERS = sorted(set(TEXT) | set(TEXT.lower()) | set(TEXT.upper()) | {"▁"})


@pytest.fixture(scope="module")
def words(nlp):
    return words_of(nlp(TEXT))


@pytest.fixture(scope="module")
def lesson(words):
    tags = np.arange(len(words.texts))  # a different tag for each word, to identify it
    return Lesson(Tagged(Document("", TEXT, ()), words, tags), tags, 1)


def test_words_have_sentences_blocks_and_spaces(words):
    at = {text: number for number, text in enumerate(words.texts)}
    assert np.flatnonzero(words.starts_block).tolist() == [0, at["Алиев"]]
    assert np.flatnonzero(words.starts_sentence).tolist() == [0, at["Алиев"], at["улыбался"] - 1]
    assert with_spaces(words)[at["("] : at[")"] + 1] == ["▁(", "Ильхам", ")"]


@pytest.mark.parametrize("seed", range(20))
def test_every_word_occurs_once_with_its_tag(lesson, words, seed):
    pieces = Pieces(["", "", "", "", *LETTERS], [-1.0] * (4 + len(LETTERS)), UNKNOWN)
    epoch = list(examples([lesson], pieces, random.Random(seed)))
    assert sorted(np.concatenate([e.tags for e in epoch])) == list(range(len(words.texts)))
    texts = with_spaces(words)
    for example in epoch:
        assert example.pieces[0] == 0
        assert example.pieces[-1] == END
        for first, tag in zip(example.firsts, example.tags, strict=True):
            (letter, *_) = pieces.cut(texts[tag][0])
            read = example.pieces[first]
            assert read in (UNKNOWN, letter, *pieces.cut(texts[tag][0].lower()))


def test_names_and_sentences_are_lowercased():
    seen = set()
    for seed in range(1000):
        texts = ["Путин", "в", "Баку"]
        recase(texts, np.array([1, 0, 3]), [(0, 3)], random.Random(seed))
        seen.add(" ".join(texts))
    assert seen >= {"Путин в Баку", "путин в баку", "ПУТИН в Баку", "Путин в баку"}
