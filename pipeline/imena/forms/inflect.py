"""Inflect the words of a name through the cases; number and gender are kept.

This is the other direction than `imena.forms.word_readings`: here the nominative is known, so that
an ending cannot lead to another name («белого» is no form of «Белов»). A word that stands in an
oblique case in the name itself («Министерство иностранных дел») has no other forms. A word with a
capital that the dictionary has in oblique cases only («Илон», of «Илона») is a name that the
dictionary does not have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from imena.forms.analyse import Analysis, is_known, parses
from imena.forms.characters import ACRONYM, ACRONYM_ENDINGS
from imena.forms.declension import CASES, MIN_STEM, PARADIGMS, VOWEL, Paradigm
from imena.forms.spelling import CYRILLIC_WORD, casefold_ru

ANY_CASE = frozenset(CASES)
GENDERS = frozenset({"masc", "femn", "neut"})
KEPT = frozenset({"sing", "plur", "Supr", "NOUN", "ADJF", "PRTF", "pssv", "actv", "past", "pres"})
NOMINAL = frozenset({"NOUN", "ADJF", "PRTF"})
PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init"})
CASE_OF = {
    **{"gent": "Gen", "gen1": "Gen", "gen2": "Gen", "datv": "Dat", "accs": "Acc", "acc2": "Acc"},
    **{"ablt": "Ins", "loct": "Loc", "loc1": "Loc", "loc2": "Loc"},
}
WOMANS_SURNAME = re.compile(r".*(?:[ое]в|[иы]н)а", re.IGNORECASE)


@lru_cache(100_000)
def case_forms(word: str) -> Mapping[str, frozenset[str]]:
    """Return the folded forms of a word of a name, each with the cases that it can be.

    >>> sorted(case_forms("Росатом"))
    ['росатом', 'росатома', 'росатоме', 'росатомом', 'росатому']
    >>> sorted(case_forms("дел"))
    ['дел']
    """
    own = casefold_ru(word)
    forms: dict[str, frozenset[str]] = {}
    if CYRILLIC_WORD.fullmatch(word):
        nominal = [parse for parse in parses(word) if not NOMINAL.isdisjoint(parse.tag.grammemes)]
        nominatives = [
            parse
            for parse in nominal
            if "nomn" in parse.tag.grammemes and casefold_ru(parse.word) == own
        ]
        for parse in nominatives:
            _add(forms, _lexeme(parse))
        is_oblique = nominal and not nominatives and word.islower()
        if not is_known(word) or not (nominatives or is_oblique):
            _add(forms, _declined(own))
        if ACRONYM.fullmatch(word) and not is_known(word):
            _add(forms, [(own + ending, case) for ending in ACRONYM_ENDINGS for case in CASES])
    forms[own] = ANY_CASE
    return forms


@lru_cache(100_000)
def is_ordinary(word: str) -> bool:
    """Whether the dictionary has a word that is no proper name: «вести», «мир»."""
    return is_known(word) and any(PROPER.isdisjoint(parse.tag.grammemes) for parse in parses(word))


@lru_cache(100_000)
def can_be_nominative(word: str) -> bool:
    """Whether a word may be a nominative: the dictionary has it as one, or it is like «Белова»."""
    if is_known(word):
        return any("nomn" in parse.tag.grammemes for parse in parses(word))
    return bool(WOMANS_SURNAME.fullmatch(word))


@lru_cache(100_000)
def is_given_name(word: str) -> bool:
    """Whether a word can be a form of a first name or a patronymic that the dictionary has."""
    if len(word) == 1 or not is_known(word):  # «У», which the dictionary also has as an initial
        return False
    return any({"Name", "Patr"} & parse.tag.grammemes for parse in parses(word))


def _add(forms: dict[str, frozenset[str]], more: list[tuple[str, str]]) -> None:
    for form, case in more:
        forms[form] = forms.get(form, frozenset()) | {case}


def _lexeme(parse: Analysis) -> list[tuple[str, str]]:
    """Return the forms of a lexeme that differ from this nominative in case only."""
    kept = _kept(parse.tag.grammemes)
    return [
        (casefold_ru(form), CASE_OF[name])
        for form, grammemes in parse.forms()
        if _kept(grammemes) == kept
        for name in CASE_OF.keys() & grammemes
    ]


def _kept(grammemes: frozenset[str]) -> frozenset[str]:
    """Return the grammemes that do not change with the case; a plural has no gender."""
    return grammemes & (KEPT if "plur" in grammemes else KEPT | GENDERS)


def _declined(word: str) -> list[tuple[str, str]]:
    """Return the forms that its ending allows of a folded word that no dictionary has."""
    forms = []
    for paradigm in PARADIGMS:
        stem = word.removesuffix(paradigm.nominative)
        if not word.endswith(paradigm.nominative) or len(stem) < MIN_STEM:
            continue
        if _stem(paradigm).fullmatch(stem):
            endings = zip(CASES[1:], paradigm.oblique, strict=True)
            forms += [(stem + ending, case) for case, ending in endings]
    return forms


@cache
def _stem(paradigm: Paradigm) -> re.Pattern[str]:
    return re.compile(f"(?=.*{VOWEL}).*{paradigm.stem}")
