"""Find sentences whose letter case is no evidence of names: CAPITALS, lower case, Title Case.

A recogniser that learned from ordinary text finds next to nothing in them, so they are read by one
that sees no letter case.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from spacy.tokens import Doc

from imena.components.batch import Sequences, at_sentences, sequence_starts
from imena.data_tables import read_table

N_KINDS = 5  # of words
OTHER, LOWER, TITLE, UPPER, TITLED_LINK = range(N_KINDS)
# Function words, which begin with a capital only where all words do.
LINKS = frozenset(row["word"] for row in read_table("imena.components", "title_case_links"))
# Chosen by hand.
MIN_CAPITALS = 2  # words: one is an acronym or a heading like «МОСКВА»
MOST_WORDS = 0.9  # of a sentence
MOST_SENTENCES = 0.5  # of a Doc


def caseless_words(docs: list[Doc], batch: Sequences) -> np.ndarray:
    """Tell which words of a batch are in such sentences.

    A sentence without a capital, or of one word in capitals, is one of them only if most sentences
    of its Doc are: in ordinary text it is the rest of a list, or an acronym.

    Returns:
        (words of the Docs,) bool.
    """
    tokens = batch.tokens[batch.rows]
    if not len(tokens):
        return np.zeros(0, bool)
    kinds = np.array([_kind(word) for word in batch.words], np.int64)[tokens]
    dots = np.array([word == "." for word in batch.words])[tokens]
    kinds[:-1][(kinds[:-1] == TITLED_LINK) & dots[1:]] = OTHER  # an initial
    starts, doc_of = sequence_starts(docs, batch.positions, at_sentences)
    sentence = np.cumsum(starts) - 1
    first = np.flatnonzero(starts)
    kinds[first[kinds[first] == TITLED_LINK]] = OTHER  # «В Москве…»

    size = len(first)
    counts = np.bincount(sentence * N_KINDS + kinds, minlength=size * N_KINDS)
    counts = counts.reshape(size, N_KINDS)
    n_words = counts[:, [LOWER, TITLE, UPPER]].sum(1)
    mostly_upper = (counts[:, UPPER] > 0) & (counts[:, UPPER] >= MOST_WORDS * n_words)
    capitals = mostly_upper & (counts[:, UPPER] >= MIN_CAPITALS)
    titles = (counts[:, TITLED_LINK] > 0) & (counts[:, LOWER] == 0) & (counts[:, TITLE] > 1)
    lower = (counts[:, LOWER] > 0) & (counts[:, LOWER] == n_words)

    doc_of = doc_of[first]
    capitals |= mostly_upper & _is_usual(capitals, n_words, doc_of)
    lower &= _is_usual(lower, n_words, doc_of)
    return (capitals | titles | lower)[sentence]


def _is_usual(selected: np.ndarray, n_words: np.ndarray, doc_of: np.ndarray) -> np.ndarray:
    """Tell for each sentence whether more than half of those in its Doc are selected.

    Args:
        selected: (sentences,) bool.
        n_words: (sentences,) int; sentences without words do not count.
        doc_of: (sentences,) int, the index of the Doc.

    Returns:
        (sentences,) bool.
    """
    share = np.bincount(doc_of, selected) / np.maximum(np.bincount(doc_of, n_words > 0), 1)
    return share[doc_of] > MOST_SENTENCES


@lru_cache(100_000)
def _kind(word: str) -> int:
    if not word[:1].isalpha():
        return OTHER
    if word.islower():
        return LOWER
    if len(word) > 1 and word.isupper():
        return UPPER
    return TITLED_LINK if word.lower() in LINKS else TITLE
