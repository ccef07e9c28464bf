"""Put the name of a person into the nominative, and weigh the person's gender.

The words of a name agree: they are in one case, and in one gender. So all readings of all words
are searched together, with what the sentence around the name says. The score of a joint reading is
a sum of learned weights (`imena.forms.person_weights`): a conditional log-linear model, after
J. Lafferty, A. McCallum and F. Pereira, Conditional random fields (2001), with one hidden state,
the case and gender, for the whole name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from operator import add, itemgetter
from typing import NamedTuple

from imena.forms.analyse import is_known
from imena.forms.declension import CASES
from imena.forms.government import GOVERNMENT
from imena.forms.person_readings import (
    PersonReading,
    knowledge,
    person_readings,
    possible_nominatives,
)
from imena.forms.person_weights import weight
from imena.forms.person_words import (
    NameWord,
    hyphen_parts,
    is_shortened,
    name_words,
    never_inflects,
)
from imena.forms.short_first_names import mans_odds
from imena.forms.slots import SYNCRETIC, matching_slots
from imena.forms.spelling import casefold_ru, respell
from imena.forms.tagged_word import NormalForm, Word
from imena.forms.tags import parse_features

GENDERS = ("Masc", "Fem")
SLOTS = (
    *((case, gender, "Sing") for case, gender in product(CASES, GENDERS)),
    *((case, None, "Plur") for case in CASES),
)
IMPOSSIBLE = "no_reading"  # a word that has no reading in a slot


FIRST_PART = re.compile(r"[А-ЯЁ][а-яё]*[иы]м")  # Касым-Жомарт: no form of «Касой»
MAX_OCCURRENCES = 3  # occurrences, after which more do not count


class Context(NamedTuple):
    """What stands around a name, as far as its case or gender may depend on it."""

    preposition: str = ""  # right before the name, in lower case
    left: str = ""  # kind of the word right before it, such as "NOUN:Gen"
    right: str = ""  # kind of the word right after it
    role: str = ""  # case of the nearest noun before it that is a person, as in "начальник отдела"
    role_gender: str = ""
    verb_left: str = ""  # gender of a past tense right before it
    verb_right: str = ""  # and right after it


def slot_features(context: Context) -> list[list[str]]:
    """Return the features of each of `SLOTS` that do not depend on the words of the name."""
    rows = []
    governed = GOVERNMENT.get(context.preposition)
    for case, gender, number in SLOTS:
        slot = f"{case}:{gender}"
        features = [f"slot:{slot}", f"left:{context.left}>{case}", f"right:{context.right}>{case}"]
        if governed is not None:
            features.append(f"governed:{case in governed}")
            features.append(f"preposition:{context.preposition}>{case}")
        if context.role:
            same = "same" if context.role == case else "different"
            features.append(f"role:{context.role}>{case}")
            if context.role_gender and gender:
                features.append(f"role_gender:{same}:{context.role_gender}>{gender}")
        for side, verb in (("left", context.verb_left), ("right", context.verb_right)):
            if verb:
                agrees = number == "Sing" and gender == verb
                features.append(f"verb_{side}:{agrees}:{case == 'Nom'}")
        rows.append(features)
    return rows


def tag_features(word: NameWord) -> list[list[str]]:
    """Return the features of each of `SLOTS` for the tag of a word."""
    feats, known = parse_features(word.feats), knowledge(word.text)
    own_case, own_gender, own_number = (feats.get(k) for k in ("Case", "Gender", "Number"))
    rows = []
    for case, gender, number in SLOTS:
        features = []
        if own_case:
            same = "same" if own_case == case else "different"
            if {own_case, case} in SYNCRETIC:
                same = "syncretic"
            features += [f"case:{own_case}>{case}", f"case:{same}:{known}@{word.position}"]
        if own_gender and gender:
            features.append(f"gender:{own_gender}>{gender}:{known}@{word.position}")
        if own_number:
            features.append(f"number:{own_number}>{number}")
        rows.append(features)
    return rows


def seen_feature(reading: PersonReading, form: str, seen: Mapping[str, int]) -> str | None:
    """Return the feature of a nominative that the document has elsewhere."""
    times = seen.get(reading.nominative, 0)
    if form == reading.nominative:  # the word itself may be one of those occurrences
        return f"seen_as_it_stands:{min(times, 3)}" if times > 1 else None
    return f"seen:{min(times, 3)}" if times else None


def slots_of(reading: PersonReading) -> tuple[int, ...]:
    """Return the indices of `SLOTS` that a reading fits."""
    return matching_slots(SLOTS, reading.case, reading.gender, reading.number)


def person_nominative(
    words: Sequence[Word], seen: Mapping[str, int], context: Context
) -> NormalForm:
    """Put the name of a person into the nominative, with the capitals and ё that it had.

    Args:
        words: the words and punctuation of the mention, without whitespace.
        seen: folded nominatives of the document, with the number of their occurrences.
        context: what stands around the mention.

    Returns:
        As many words as were given, and the odds that the person is a woman.
    """
    possible = {name for word in words for name in _possible(word.text) if name in seen}
    relevant = tuple((name, min(seen[name], MAX_OCCURRENCES)) for name in sorted(possible))
    return _person_nominative(tuple(words), relevant, context)


@lru_cache(100_000)
def _possible(text: str) -> frozenset[str]:
    """Return the nominatives that a word, or a part of it, could be a form of."""
    return frozenset().union(*map(possible_nominatives, hyphen_parts(text)))


@lru_cache(100_000)
def _person_nominative(
    words: tuple[Word, ...], relevant: tuple[tuple[str, int], ...], context: Context
) -> NormalForm:
    """Do what `person_nominative` does, with only the evidence that matters, for the cache."""
    forms = [word.text for word in words]
    units = name_words(words)
    if not units:
        return NormalForm(tuple(forms))
    seen = dict(relevant)
    options = [_best_readings(word, seen) for _, word in units]
    totals = list(map(add, _slot_scores(context), _abbreviation_scores(words)))
    for (_, word), (scores, _) in zip(units, options, strict=True):
        if not never_inflects(word):
            totals = list(map(add, map(add, totals, scores), _tag_scores(word)))
    best = _likeliest(totals, list(zip(*(own for _, own in options), strict=True)))
    nominatives: dict[int, list[str]] = {}
    for (i, word), own in zip(units, best, strict=True):
        if not word.is_last_part and FIRST_PART.fullmatch(word.text) and not is_known(word.text):
            own = word.text
        nominatives.setdefault(i, []).append(respell(own, word.text))
    for i, parts in nominatives.items():
        forms[i] = "-".join(parts)
    return NormalForm(tuple(forms), _womans_odds(totals))


@lru_cache(100_000)
def _scored_readings(
    text: str, position: str, is_last_part: bool
) -> tuple[tuple[PersonReading, float], ...]:
    return tuple(
        (reading, sum(weight(name) * value for name, value in reading.features))
        for reading in person_readings(text, position, is_last_part)
    )


@lru_cache(100_000)
def _best_unseen(
    text: str, position: str, is_last_part: bool
) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Do what `_best_readings` does for a word without evidence in its document."""
    return _best(_scored_readings(text, position, is_last_part), casefold_ru(text))


def _best_readings(
    word: NameWord, seen: Mapping[str, int]
) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Return the best score and the nominative of a word in each of `SLOTS`.

    A slot that no reading fits has the word as it stands.
    """
    form = casefold_ru(word.text)
    if never_inflects(word):
        return (0.0,) * len(SLOTS), (form,) * len(SLOTS)
    key = (word.text, word.position, word.is_last_part)
    if not seen:
        return _best_unseen(*key)
    scored = []
    for reading, score in _scored_readings(*key):
        feature = seen_feature(reading, form, seen)
        scored.append((reading, score + weight(feature) if feature else score))
    return _best(scored, form)


def _best(
    scored: Sequence[tuple[PersonReading, float]], form: str
) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Add up the readings with the same nominative, and return the likeliest one in each slot."""
    impossible = weight(IMPOSSIBLE)
    sums: list[dict[str, float]] = [{} for _ in SLOTS]
    for reading, score in scored:
        for i in slots_of(reading):
            own = sums[i].get(reading.nominative)
            sums[i][reading.nominative] = score if own is None else _log_add(own, score)
    best = [max(own.items(), key=itemgetter(1), default=(form, impossible)) for own in sums]
    return tuple(score for _, score in best), tuple(nominative for nominative, _ in best)


def _likeliest(totals: Sequence[float], nominatives: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Add up the slots with the same nominatives, and return the likeliest nominatives."""
    sums: dict[tuple[str, ...], float] = {}
    for total, own in zip(totals, nominatives, strict=True):
        sums[own] = _log_add(sums[own], total) if own in sums else total
    return max(sums.items(), key=itemgetter(1))[0]


def _log_add(a: float, b: float) -> float:
    """Return the logarithm of the sum of two probabilities, from their logarithms."""
    high, low = (a, b) if a > b else (b, a)
    return high + math.log1p(math.exp(low - high))


@lru_cache(100_000)
def _slot_scores(context: Context) -> tuple[float, ...]:
    return tuple(sum(map(weight, features)) for features in slot_features(context))


@lru_cache(100_000)
def _tag_scores(word: NameWord) -> tuple[float, ...]:
    return tuple(sum(map(weight, features)) for features in tag_features(word))


def _abbreviation_scores(words: Sequence[Word]) -> list[float]:
    """Return what shortened first names say on each of `SLOTS`: «Дм.» is a man."""
    odds = sum(mans_odds(word.text) for i, word in enumerate(words) if is_shortened(words, i))
    return [odds if gender == "Masc" else -odds if gender else 0.0 for _, gender, _ in SLOTS]


def _womans_odds(totals: Sequence[float]) -> float | None:
    """Return the logarithm of the odds of a woman against a man; None for several persons."""
    sums = {None: -math.inf, "Fem": -math.inf, "Masc": -math.inf}
    for score, (_, gender, _) in zip(totals, SLOTS, strict=True):
        sums[gender] = _log_add(sums[gender], score) if sums[gender] > -math.inf else score
    return None if sums[None] == max(sums.values()) else sums["Fem"] - sums["Masc"]
