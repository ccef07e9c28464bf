"""Split documents into tagged words, with the tokens and blocks that imena sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from models.training.gold import Span
from spacy.language import Language
from spacy.tokens import Doc

import imena
from imena.components.batch import at_paragraphs, at_sentences

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
# The kinds of NEREL 1.1
KINDS = (
    *("AGE", "AWARD", "CITY", "COUNTRY", "CRIME", "DATE", "DISEASE", "DISTRICT", "EVENT"),
    *("FACILITY", "FAMILY", "IDEOLOGY", "LANGUAGE", "LAW", "LOCATION", "MONEY", "NATIONALITY"),
    *("NUMBER", "ORDINAL", "ORGANIZATION", "PENALTY", "PERCENT", "PERSON", "PRODUCT"),
    *("PROFESSION", "RELIGION", "STATE_OR_PROVINCE", "TIME", "WORK_OF_ART"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, without white space."""

    texts: list[str]
    bounds: np.ndarray  # (words, 2) int64 offsets into the text
    starts_block: np.ndarray  # (words,) bool
    starts_sentence: np.ndarray  # (words,) bool
    behind_space: np.ndarray  # (words,) bool
    feats: list[str]  # features of Universal Dependencies; empty strings without a tagger


def segmenter() -> Language:
    """Load imena's tokenizer and sentence segmenter."""
    return imena.load("ru_imena_sm", enable=["segment"])


def words_of(doc: Doc) -> Words:
    """Return the words of a Doc."""
    kept = np.array([not token.is_space for token in doc], bool)
    bounds = np.array([(token.idx, token.idx + len(token)) for token in doc], np.int64)
    bounds = bounds.reshape(-1, 2)[kept]
    return Words(
        [token.text for token in doc if not token.is_space],
        bounds,
        _first_kept(at_paragraphs(doc), kept),
        _first_kept(at_sentences(doc), kept),
        np.diff(bounds.ravel(), prepend=-1)[::2] > 0,
        [str(token.morph) for token in doc if not token.is_space],
    )


def _first_kept(starts: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Move the starts of sequences to the first word of each that is kept."""
    number = np.cumsum(starts)[kept]
    return np.diff(number, prepend=-1) != 0


def tag(words: Words, spans: Iterable[Span]) -> np.ndarray:
    """Return (words,) int64 indices into `TAGS`; a word that overlaps a span is in it."""
    tags = np.zeros(len(words.texts), np.int64)
    starts, ends = words.bounds.T
    for start, end, label in spans:
        first, last = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")
        tags[first:last] = TAGS.index(f"I-{label}")
        if first < last:
            tags[first] = TAGS.index(f"B-{label}")
    return tags


def tag_kinds(words: Words, spans: Iterable[Span]) -> np.ndarray:
    """Return (words, kinds) int8 for nested spans: 1 begins a span of a kind, 2 continues it.

    Of two spans of one kind that overlap, the one that starts first is kept, and then the longer.
    """
    tags = np.zeros((len(words.texts), len(KINDS)), np.int8)
    starts, ends = words.bounds.T
    done = dict.fromkeys(KINDS, 0)
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        first, last = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")
        if first < last and first >= done[kind]:
            column = KINDS.index(kind)
            tags[first, column], tags[first + 1 : last, column] = 1, 2
            done[kind] = last
    return tags
