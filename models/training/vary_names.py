"""Put other names into the place of those in training documents, in the same case and gender.

Edited news has few patronymics, surnames before first names, names in Latin letters, and no name
that is not in the news. With the names replaced, every pattern stands in real sentences.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from models.training.corpus import Tagged
from models.training.fillers import Fillers
from models.training.words import TAGS, Words

from imena.components.tokens import cut_runs
from imena.forms.characters import QUOTE_PAIRS
from imena.forms.tags import parse_features

# Shares of names that are replaced; chosen by hand.
SHARES = {"PER": 0.3, "LOC": 0.08, "ORG": 0.1}
KEEP_LENGTH = 0.5  # of the replaced persons, those that keep one, two or three words
LATIN_FIRMS, LATIN_PLACES = 0.4, 0.25  # of the replaced names of firms and places
SHAPES = {1: ("last",), 2: ("first", "last"), 3: ("first", "patronymic", "last")}


@dataclass(frozen=True, slots=True)
class Name:
    """A tagged name: words, half-open, label, and case and gender where they are certain."""

    start: int
    end: int
    label: str
    case: str | None
    gender: str | None


def names_of(document: Tagged) -> Iterator[Name]:
    """Yield the names of a document."""
    tags = document.tags.tolist()
    for start in np.flatnonzero(document.tags % 2).tolist():
        end = start + 1
        while end < len(tags) and tags[end] == tags[start] + 1:
            end += 1
        case, gender = _case_and_gender(document.words.feats[start:end])
        yield Name(start, end, TAGS[tags[start]][2:], case, gender)


def _case_and_gender(feats: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the case and gender on which the words of a name agree; None where they do not."""
    read = [features for features in map(parse_features, feats) if "Case" in features]
    if not read or any(features.get("Number") == "Plur" for features in read):
        return None, None
    cases = Counter(features["Case"] for features in read)
    genders = {features.get("Gender") for features in read} & {"Masc", "Fem"}
    return (
        next(iter(cases)) if len(cases) == 1 else None,
        genders.pop() if len(genders) == 1 else None,
    )


@dataclass(frozen=True, slots=True)
class Variant:
    """A document with other names.

    Attributes:
        document: its words and tags; the bounds of the words are those of the original.
        source: (words,) int64, the word of the original in whose place a word stands.
        is_new: (words,) bool, the words of new names.
    """

    document: Tagged
    source: np.ndarray
    is_new: np.ndarray


def vary(document: Tagged, fillers: Fillers, choice: random.Random) -> Variant:
    """Replace some names of a document."""
    source: list[int] = []
    new: dict[int, tuple[str, bool]] = {}  # text and space before it, by index in the variant
    continues: list[int] = []
    done = 0
    for name in names_of(document):
        if choice.random() >= SHARES[name.label]:
            continue
        text = _other(name, document.words, fillers, choice)
        if text is None:
            continue
        source += range(done, name.start)
        first, spaced = len(source), bool(document.words.behind_space[name.start])
        for tokens, gap in cut_runs(text):
            for token in tokens:
                if len(source) > first:
                    continues.append(len(source))
                new[len(source)] = token, spaced
                source.append(name.start if len(source) == first else name.end - 1)
                spaced = False
            spaced = bool(gap)
        done = name.end
    source += range(done, len(document.words.texts))
    return _variant(document, np.array(source), new, np.array(continues, np.int64))


def _variant(
    document: Tagged, source: np.ndarray, new: dict[int, tuple[str, bool]], continues: np.ndarray
) -> Variant:
    words = document.words
    texts = [words.texts[i] for i in source.tolist()]
    behind_space = words.behind_space[source]
    for index, (text, spaced) in new.items():
        texts[index], behind_space[index] = text, spaced
    is_new, goes_on = np.zeros((2, len(source)), bool)
    is_new[list(new)], goes_on[continues] = True, True
    tags = document.tags[source]
    tags[goes_on & (tags % 2 == 1)] += 1
    varied = Words(
        texts,
        words.bounds[source],
        words.starts_block[source] & ~goes_on,
        words.starts_sentence[source] & ~goes_on,
        behind_space,
        [words.feats[i] for i in source.tolist()],
    )
    kinds = None if document.kinds is None else document.kinds[source]
    if kinds is not None:
        kinds[goes_on] = np.where(kinds[goes_on] > 0, 2, 0)
    return Variant(Tagged(document.document, varied, tags, kinds), source, is_new)


def _other(name: Name, words: Words, fillers: Fillers, choice: random.Random) -> str | None:
    """Return a name to put in the place of another; None if none is sure to fit."""
    if name.label == "ORG":
        before = words.texts[name.start - 1] if name.start else ""
        after = words.texts[name.end] if name.end < len(words.texts) else ""
        if QUOTE_PAIRS.get(before) != after:
            return None
        return fillers.brand() if choice.random() < LATIN_FIRMS else fillers.organisation()
    if name.label == "LOC":
        if name.end - name.start > 1:
            return None
        if choice.random() < LATIN_PLACES:
            return fillers.fill("CITY", "")
        return None if name.case is None else fillers.place(name.case)
    if name.case is None:
        return fillers.latin_person()
    size = name.end - name.start
    shape = SHAPES.get(size) if choice.random() < KEEP_LENGTH else None
    return fillers.person(name.case, name.gender, shape)
