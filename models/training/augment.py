"""Cut tagged documents into windows of pieces for the encoder, different ones at each epoch.

`imena.components.encoder_rescoring` gives the encoder sentences out of context, some in lower case.
So half of the documents are split into two groups of sentences, and some sentences lose their case.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from models.training.lessons import Lesson
from models.training.vocabulary import with_spaces

from imena.nets.pieces import Pieces
from imena.nets.windows import UNKNOWN, Stretch, windows

# Lengths of windows, in pieces, and shares of documents, sentences, names or pieces. All were
# chosen by hand.
LIMITS = (40, 80, 120, 140)
DEALT = 0.5  # of documents: every other sentence comes first, then the rest
LOWER = 0.13  # of documents: all in lower case
MIXED, LOWER_OF_MIXED = 0.13, 0.3  # of documents, and of their sentences: in lower case
NAMES, NAMES_OF_THOSE = 0.10, 0.4  # of documents, and of their names: without letter case
UNREAD = 0.04  # of pieces: hidden


@dataclass(frozen=True, slots=True)
class Example:
    """A window and the tags of its words, as indices into `words.TAGS`."""

    pieces: list[int]
    firsts: list[int]
    tags: np.ndarray
    silver: np.ndarray
    guideline: int
    kinds: np.ndarray | None  # (words, kinds) int8


def examples(lessons: Iterable[Lesson], pieces: Pieces, rng: random.Random) -> Iterator[Example]:
    """Yield the windows of all documents, drawn anew at each call."""
    for lesson in lessons:
        words, kinds = lesson.document.words, lesson.document.kinds
        texts = with_spaces(words)
        bounds = [*np.flatnonzero(words.starts_sentence).tolist(), len(texts)]
        sentences = list(pairwise(bounds))
        recase(texts, lesson.document.tags, sentences, rng)
        cut = [pieces.cut(text) for text in texts]
        limit = rng.choice(LIMITS)
        for heap in _deal(sentences, rng):
            stretches = [
                Stretch(cut[start:end], start != before or bool(words.starts_block[start]))
                for (_, before), (start, end) in pairwise([(0, 0), *heap])
            ]
            rows = np.concatenate([np.arange(start, end) for start, end in heap])
            done = 0
            for window in windows(stretches, limit):
                read = rows[done : done + len(window.firsts)]
                done += len(read)
                yield Example(
                    [_hide(piece, rng) for piece in window.pieces],
                    window.firsts,
                    lesson.document.tags[read],
                    lesson.silver[read],
                    lesson.guideline,
                    None if kinds is None else kinds[read],
                )


def _hide(piece: int, rng: random.Random) -> int:
    return UNKNOWN if piece > UNKNOWN and rng.random() < UNREAD else piece


def _deal(sentences: list[tuple[int, int]], rng: random.Random) -> list[list[tuple[int, int]]]:
    heaps: list[list[tuple[int, int]]] = [[], []]
    dealt = rng.random() < DEALT
    for sentence in sentences:
        heaps[dealt and rng.random() < 0.5].append(sentence)
    return [heap for heap in heaps if heap]


def recase(
    texts: list[str], tags: np.ndarray, sentences: list[tuple[int, int]], rng: random.Random
) -> None:
    """Remove letter case from a document, some of its sentences or some of its names."""
    drawn = rng.random()
    if drawn < LOWER + MIXED:
        for start, end in sentences:
            if drawn < LOWER or rng.random() < LOWER_OF_MIXED:
                texts[start:end] = [text.lower() for text in texts[start:end]]
    elif drawn < LOWER + MIXED + NAMES:
        change: Callable[[str], str] = rng.choice([str.lower, str.lower, str.upper])
        chosen = False
        for number, tag in enumerate(tags.tolist()):
            if tag % 2:  # B- tags are odd
                chosen = rng.random() < NAMES_OF_THOSE
            if tag and chosen:
                texts[number] = change(texts[number])
