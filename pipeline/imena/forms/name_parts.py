"""Split a person's name in the nominative into first, middle and last name."""

from __future__ import annotations

import re
from functools import lru_cache

from imena.data_tables import read_table
from imena.forms.analyse import is_known, parses
from imena.forms.characters import INITIAL

UNIT = re.compile(r"[А-ЯЁA-Z][а-яё]?\.|[^\s.]+\.?")
ROMAN_NUMERAL = re.compile(r"[IVX]+")  # «Николай II» has no last name
PARTICLES = frozenset(row["particle"] for row in read_table("imena.forms", "name_particles"))
TITLES = re.compile(r"^(?:[а-яё]{4,}\s+)+(?=\S)")  # «генерал Данфорд»
PATRONYMIC = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеё]вич|ьич|[оеё]вна|ична|инична)|.*[- ]?(?:оглы|кызы)")


@lru_cache(50_000)
def name_parts(name: str) -> tuple[str | None, str | None, str | None]:
    """Return first, middle and last name; None for a part that the name does not have.

    The name may be in both orders («Валерий Герасимов», «Герасимов Валерий Васильевич»), and have
    initials, patronymics, Western middle names and surnames with particles («Урсула фон дер Ляйен»,
    «Марин Ле Пен»).
    """
    units = [
        unit for unit in UNIT.findall(TITLES.sub("", name)) if not ROMAN_NUMERAL.fullmatch(unit)
    ]
    if not units:
        return None, None, None
    if len(units) == 1:
        return (units[0], None, None) if _is_given_name(units[0]) else (None, None, units[0])
    if _surname_first(units):
        units = [*units[1:], units[0]]
    first, *middle, last = _join_particles(units)
    if not middle and PATRONYMIC.fullmatch(last) and _is_given_name(first):
        return first, last, None
    if INITIAL.fullmatch(last):
        return first, " ".join([*middle, last]), None
    return first, " ".join(middle) or None, last


def _surname_first(units: list[str]) -> bool:
    """Whether the surname comes first: «Путин В. В.», «Герасимов Валерий Васильевич»."""
    if INITIAL.fullmatch(units[0]):
        return False
    if INITIAL.fullmatch(units[-1]) or (len(units) > 2 and PATRONYMIC.fullmatch(units[-1])):
        return True
    return not _is_given_name(units[0]) and _is_given_name(units[-1]) and len(units) == 2


def _join_particles(units: list[str]) -> list[str]:
    """Join a surname with particles, from the first particle on, into one part."""
    for i, unit in enumerate(units[1:-1], 1):
        if unit.lower() in PARTICLES:
            return [*units[:i], " ".join(units[i:])]
    return units


def _is_given_name(word: str) -> bool:
    """Whether the dictionary has a word as a first name and not, more likely, as a surname."""
    if len(word) == 1:
        return False
    for parse in parses(word):
        if "Surn" in parse.tag.grammemes:
            return False
        if "Name" in parse.tag.grammemes:
            return is_known(parse.word)
    return False
