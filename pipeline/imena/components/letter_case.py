"""Sentences whose letter case says nothing about names: CAPITALS, lower case, Title Case.

A recogniser that learned from ordinary text finds next to nothing in them, so they are read by one
that sees no letter case.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc

from imena.components.batch import Sequences, at_sentences, begins

KINDS = 5
OTHER, LOWER, TITLE, UPPER, TITLED_LINK = range(KINDS)
# Words that begin with a capital only where all words do.
LINK = re.compile(
    "а|без|во?|для|до|за|из?|или|ко?|как|на|не|об?|от|по|под|при|про|со?|у|что", re.IGNORECASE
)
MIN_CAPITALS = 2  # words: one is an acronym or a heading like «МОСКВА»
MOST = 0.9  # of a sentence's words
MOST_OF_A_DOC = 0.5


def caseless(docs: list[Doc], batch: Sequences) -> np.ndarray:
    """Which words of a batch stand in such sentences, (words of the Docs,) bool.

    A sentence without a capital, or of one word in capitals, is one of them where most sentences of
    its Doc are so: in ordinary text it is the rest of a list, or an acronym.
    """
    tokens = batch.tokens[batch.rows]
    if not len(tokens):
        return np.zeros(0, bool)
    kinds = np.array([_kind(word) for word in batch.words], np.int64)[tokens]
    dots = np.array([word == "." for word in batch.words])[tokens]
    kinds[:-1][(kinds[:-1] == TITLED_LINK) & dots[1:]] = OTHER  # an initial
    starts, doc_of = begins(docs, batch.positions, at_sentences)
    sentence = np.cumsum(starts) - 1
    first = np.flatnonzero(starts)
    kinds[first[kinds[first] == TITLED_LINK]] = OTHER  # «В Москве…»

    size = len(first)
    counts = np.bincount(sentence * KINDS + kinds, minlength=size * KINDS).reshape(size, KINDS)
    words = counts[:, [LOWER, TITLE, UPPER]].sum(1)
    shouted = (counts[:, UPPER] > 0) & (counts[:, UPPER] >= MOST * words)
    capitals = shouted & (counts[:, UPPER] >= MIN_CAPITALS)
    titles = (counts[:, TITLED_LINK] > 0) & (counts[:, LOWER] == 0) & (counts[:, TITLE] > 1)
    lower = (counts[:, LOWER] > 0) & (counts[:, LOWER] == words)

    doc_of = doc_of[first]
    capitals |= shouted & _most_of_the_doc(capitals, words, doc_of)
    lower &= _most_of_the_doc(lower, words, doc_of)
    return (capitals | titles | lower)[sentence]


def _most_of_the_doc(such: np.ndarray, words: np.ndarray, doc_of: np.ndarray) -> np.ndarray:
    """(sentences,) bool: more than half of the sentences with words in the same Doc are such."""
    share = np.bincount(doc_of, such) / np.maximum(np.bincount(doc_of, words > 0), 1)
    return share[doc_of] > MOST_OF_A_DOC


@lru_cache(100_000)
def _kind(word: str) -> int:
    if not word[:1].isalpha():
        return OTHER
    if word.islower():
        return LOWER
    if len(word) > 1 and word.isupper():
        return UPPER
    return TITLED_LINK if LINK.fullmatch(word) else TITLE
