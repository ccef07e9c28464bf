"""Split a person's name in the nominative into first, middle and last name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from imena.data_tables import read_table
from imena.forms.analyse import is_known, parses
from imena.forms.characters import INITIAL
from imena.forms.person_readings import SON_OR_DAUGHTER, given_names, is_patronymic
from imena.forms.spelling import casefold_ru

UNIT = re.compile(r"[А-ЯЁA-Z][а-яё]?\.|[^\s.]+\.?")
ROMAN_NUMERAL = re.compile(r"[IVX]+")  # «Николай II» has no last name
PARTICLES = frozenset(row["particle"] for row in read_table("imena.forms", "name_particles"))
# Particles that start a surname that stands alone, even with a capital: «Ле Пен», but not «Бен».
LEADING = frozenset(
    row["particle"]
    for row in read_table("imena.forms", "name_particles")
    if row["languages"] == "Romance"
)
TITLES = re.compile(r"^(?:[а-яё]{4,}\s+)+(?=\S)")  # «генерал Данфорд»
SURNAME_ENDING = re.compile(
    r".+(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|[сц]кий|[сц]кая|енко|ич|ян|дзе|швили)"
)

# How much a word is a first name. Chosen by hand with the names of NEREL's training set in view.
IN_DICTIONARY, PER_COUNT, SURNAME, LIKE_SURNAME = 2.0, 0.5, -1.5, -1.5
# The second word has to be more of a first name than the first one by so much to be taken for it:
# behind a surname, and behind a word that may be anything.
BEHIND_SURNAME, BEHIND_ANY = 1.5, 4.0


@lru_cache(50_000)
def name_parts(name: str) -> tuple[str | None, str | None, str | None]:
    """Return first, middle and last name; None for a part that the name does not have.

    The name may be in both orders («Валерий Герасимов», «Герасимов Валерий Васильевич»), and have
    initials, patronymics, Western middle names and surnames with particles («Урсула фон дер Ляйен»,
    «Марин Ле Пен»).
    """
    units = _units(name)
    if not units:
        return None, None, None
    if _starts_with_particle(units):
        return None, None, " ".join(units)
    if len(units) == 1:
        return _single(units[0])
    if _surname_first(units):
        units = [*units[1:], units[0]]
    first, *middle, last = _join_particles(units)
    if not middle and is_patronymic(last) and _may_have_patronymic(first):
        return first, last, None
    if INITIAL.fullmatch(last):
        return first, " ".join([*middle, last]), None
    return first, " ".join(middle) or None, last


def _units(name: str) -> list[str]:
    """Return the words and initials of a name; «Гейдар оглы» is one."""
    units: list[str] = []
    for unit in UNIT.findall(TITLES.sub("", name)):
        if unit.lower() in SON_OR_DAUGHTER and units:
            units[-1] += f" {unit}"
        elif not ROMAN_NUMERAL.fullmatch(unit):
            units.append(unit)
    return units


def _starts_with_particle(units: list[str]) -> bool:
    """Whether a name is a surname with its particle alone: «де Рибас», «Ле Пен»."""
    if len(units) < 2 or len(units) > 3 or units[0].lower() not in PARTICLES:
        return False
    return units[0].islower() or (len(units) == 2 and units[0].lower() in LEADING)


def _single(unit: str) -> tuple[str | None, str | None, str | None]:
    if is_patronymic(unit) and "Surn" not in _grammemes(unit):
        return None, unit, None
    if _is_given_name(unit):
        return unit, None, None
    return None, None, unit


def _surname_first(units: list[str]) -> bool:
    """Whether the surname comes first: «Путин В. В.», «Герасимов Валерий Васильевич»."""
    if INITIAL.fullmatch(units[0]):
        return False
    if INITIAL.fullmatch(units[-1]) or (len(units) > 2 and is_patronymic(units[-1])):
        return True
    if len(units) != 2 or is_patronymic(units[1]):
        return False
    looks_like_surname = _is_surname(units[0])
    margin = BEHIND_SURNAME if looks_like_surname else BEHIND_ANY
    return _given_name_score(units[1]) - _given_name_score(units[0]) >= margin


def _join_particles(units: list[str]) -> list[str]:
    """Join a surname with particles, from the first particle on, into one part."""
    for i, unit in enumerate(units[1:-1], 1):
        if unit.lower() in PARTICLES:
            return [*units[:i], " ".join(units[i:])]
    return units


def _may_have_patronymic(first: str) -> bool:
    """Whether a first name may stand before a patronymic; South Slavic names have none."""
    return _given_name_score(first) > 0 and casefold_ru(first) not in _south_slavic_names()


@cache
def _south_slavic_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("imena.forms", "south_slavic_names"))


@lru_cache(50_000)
def _given_name_score(word: str) -> float:
    """Score how much a word in the nominative is a first name rather than a surname."""
    grammemes = _grammemes(word)
    count = given_names().get(casefold_ru(word), 0.0)
    score = PER_COUNT * count
    if "Name" in grammemes:
        score += IN_DICTIONARY
    if "Surn" in grammemes:
        score += SURNAME
    if SURNAME_ENDING.fullmatch(word.lower()) and (count == 0 or "Name" not in grammemes):
        score += LIKE_SURNAME
    return score


def _is_surname(word: str) -> bool:
    return "Surn" in _grammemes(word) or SURNAME_ENDING.fullmatch(word.lower()) is not None


@lru_cache(50_000)
def _grammemes(word: str) -> frozenset[str]:
    """Return the grammemes that the dictionary has for a word as a nominative in the singular."""
    if len(word) == 1 or not is_known(word):
        return frozenset()
    return frozenset(
        grammeme
        for parse in parses(word)
        if {"nomn", "sing"} <= parse.tag.grammemes
        for grammeme in parse.tag.grammemes
    )


def _is_given_name(word: str) -> bool:
    """Whether a word that stands alone is a first name and not, more likely, a surname."""
    grammemes = _grammemes(word)
    return "Name" in grammemes and "Surn" not in grammemes
