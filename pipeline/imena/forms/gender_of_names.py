"""List what the parts of a name in the nominative say about the gender of the person.

Each feature has a value that is positive for a woman and negative for a man; its weight was learned
or chosen elsewhere (`imena.components.person_genders`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from imena.forms.analyse import is_known, parses
from imena.forms.first_name_genders import dictionary_gender, ending_odds, known_gender
from imena.forms.person_readings import SON_OR_DAUGHTER, possible_nominatives
from imena.forms.short_first_names import MOST, mans_odds
from imena.forms.spelling import casefold_ru
from imena.forms.surname_genders import surname_gender

SIGN = {"f": 1.0, "m": -1.0}
MAX_ODDS = 3.0  # of the search for the nominative and of endings, that count. Chosen by hand


def is_initial(name: str) -> bool:
    """Whether a first name is an initial or shortened: «В.», «В», «Дм.»."""
    return len(name) < 2 or name.endswith(".")


@lru_cache(50_000)
def name_features(first: str, middle: str, last: str) -> dict[str, float]:
    """Return the features of the parts of a name in the nominative."""
    features: dict[str, float] = {}
    patronymic = patronymic_gender(middle)
    if patronymic:
        features["patronymic"] = SIGN[patronymic]
    has_first = bool(first) and not is_initial(first)
    if has_first and last:
        features.update(_first_features(first, middle if not patronymic else "", last))
    elif not middle:
        features["prior:alone"] = 1.0
        if not first or has_first:
            features.update(_lone_features(first or last))
    odds = mans_odds(first[:-1]) if first.endswith(".") else 0.0
    if odds:
        features["first:known"] = -odds / MOST
    shape = surname_gender(last)
    if shape:
        kind = (
            "alone"
            if not has_first
            else "with_known"
            if known_gender(first) in SIGN
            else "with_unknown"
        )
        features[f"surname:{kind}:{shape}"] = SIGN[shape]
    return features


def _first_features(first: str, middle: str, last: str) -> Iterator[tuple[str, float]]:
    gender = known_gender(first)
    if gender in SIGN:
        yield "first:known", SIGN[gender]
    elif gender is not None:
        yield "first:either", 1.0
    else:
        genders = {known_gender(form) or "" for form in possible_nominatives(first)} - {""}
        behind = known_gender(middle or last) if names_a_person(first) else None
        if behind in SIGN:  # «Доктор Лиза»
            yield "first:behind_title", SIGN[behind]
        elif len(genders) == 1 and genders <= set(SIGN):  # «Соной» that was left as it stands
            yield "first:oblique", sum(SIGN[gender] for gender in genders)
        else:
            yield "first:ending", max(-MAX_ODDS, min(MAX_ODDS, ending_odds(first)))


def _lone_features(name: str) -> Iterator[tuple[str, float]]:
    """Yield what a name of one word says, which may be a first name, a surname or another."""
    gender = known_gender(name)
    is_surname = "Surn" in grammemes(name)
    kind = "surname" if is_surname else "first" if dictionary_gender(casefold_ru(name)) else "other"
    if gender in SIGN:
        yield f"alone:{kind}", SIGN[gender]
    elif gender is not None:
        yield "first:either", 1.0


def names_a_person(word: str) -> bool:
    """Whether a word is a noun for a person, such as «доктор»."""
    return {"NOUN", "anim"} <= grammemes(word)


@lru_cache(50_000)
def grammemes(word: str) -> frozenset[str]:
    """Return the grammemes of all analyses of a word that the dictionary has."""
    if not is_known(word):
        return frozenset()
    return frozenset().union(*(parse.tag.grammemes for parse in parses(word)))


def patronymic_gender(middle: str) -> str | None:
    """Return the gender of a patronymic in the nominative, by its ending."""
    word = casefold_ru(middle)
    if word.rpartition(" ")[2] in SON_OR_DAUGHTER:
        return "f" if word.endswith("ызы") else "m"
    if word.endswith(("вич", "ьич", "мич", "кич", "нич")):
        return "m"
    return "f" if word.endswith(("вна", "ична")) else None
