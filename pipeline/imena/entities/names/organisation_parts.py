"""An organisation's name in, what it is and which country's out: «МИД ФРГ», a foreign ministry, DE.

data/organisations.tsv says which short names stand for which full ones.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from imena.entities.linking.linker import country_of

# Before a name that is known without them.
LEGAL = {
    *("оао", "ао", "пао", "зао", "ооо", "нао", "гк", "нк", "ук", "ип", "фгуп", "гуп", "муп"),
    *("фгбу", "фбун", "фгбну", "ано", "нко", "акб", "иа", "пк", "нпо"),
    *("компания", "корпорация", "госкорпорация", "концерн", "холдинг", "фирма"),
}
WITH_CAPITALS = re.compile(r"(?:\w+\s+)+(?=[«\"“„A-Z])")  # «компания «Х»», «банк HSBC»
ADJECTIVE = re.compile(r"[а-яё-]+(?:ая|ое|ие|ий|ый|ой)")
INSIDE = {"вс": "вооруженных сил"}  # «Генштаб ВС»
CLEAR = 3  # letters of a short name that needs no country behind it


class Base(NamedTuple):
    """What an organisation's name says."""

    name: str  # folded, short names spelled out, without legal form and country
    country: str | None  # ISO code, if an adjective says it


class Table(NamedTuple):
    """data/organisations.tsv."""

    full: dict[str, str]  # by short and by full name
    states: frozenset[str]  # full names of what every state has
    countries: dict[str, str]  # ISO codes of what one state has, by full name
    short: frozenset[str]  # full names of what has a short one


@cache
def _table() -> Table:
    text = (files("imena.entities.linking") / "data/organisations.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    names = {short: full for full, shorts, _ in rows for short in shorts.split(";") if short}
    return Table(
        names | {full: full for full, _, _ in rows},
        frozenset(full for full, _, whose in rows if whose == "state"),
        {full: whose for full, _, whose in rows if whose.isupper()},
        frozenset(names.values()),
    )


def stands_for(key: str) -> str | None:
    """The full name that a folded short name always stands for."""
    return _table().full.get(key)


def has_short_name(base: str) -> bool:
    """Whether a body is usually called for short: МИД, Минобороны."""
    return base in _table().short


def is_of_a_state(base: str) -> bool:
    """Whether every state has such a body, so that the name alone says not which it is."""
    return base in _table().states


@lru_cache(100_000)
def base_of(key: str, normal: str, tail_words: int) -> Base:
    """Take an organisation's name apart.

    Args:
        key: its folded normal form.
        normal: the normal form, whose quotes and capitals tell a legal form from a name.
        tail_words: words at the end that are the name of a place and not of the organisation.

    >>> base_of("минобороны рф", "Минобороны РФ", 1)
    Base(name='министерство обороны', country=None)
    >>> base_of("британский мид", "британский МИД", 0)
    Base(name='министерство иностранных дел', country='GB')
    """
    names, states, countries, _ = _table()
    if key in names and (len(key) >= CLEAR or names[key] not in states):
        return Base(names[key], countries.get(names[key]))
    words = key.split()
    country = None
    if tail_words and tail_words < len(words):
        words = words[:-tail_words]
    elif len(words) > 1 and ADJECTIVE.fullmatch(words[0]):
        country = country_of(words[0])
        words = words[1:] if country else words
    if len(words) > 1 and words[0] in LEGAL and WITH_CAPITALS.match(normal):
        words = words[1:]
    base = " ".join([*words[:1], *(INSIDE.get(word, word) for word in words[1:])])
    name = names.get(base, base)
    return Base(name, country or countries.get(name))
