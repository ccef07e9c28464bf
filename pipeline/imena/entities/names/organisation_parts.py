"""Split the names of organisations into what the body is and which country it belongs to.

The ministry of Germany is not that of Russia, so «МИД ФРГ» is a ministry of foreign affairs and DE.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from imena.data_tables import read_table, split_cell
from imena.entities.linking.linker import country_of
from imena.entities.names.types import Name
from imena.forms.characters import OPENING_QUOTES
from imena.forms.name_key import name_key
from imena.forms.word_readings import readings

EVERY_STATE = "state"  # in data/organisations.tsv: every state has such a body
WORLD = "world"  # there: the world has one
BEFORE_PROPER_NAME = re.compile(rf"(?:\w+\s+)+(?=[{OPENING_QUOTES}A-Z])")  # «компания «Х»»
ADJECTIVE = re.compile(r"[а-яё-]+(?:ая|ое|ие|ий|ый|ой)")
# Letters of a country's acronym, which has no case forms: США, КНДР. Chosen by hand: B-cubed of
# SlavicNER's asia_bibi and covid-19 is the same from 2 to 5.
LONGEST_ACRONYM = 4
INDECLINABLE_ENDINGS = "иоуэе"  # of countries whose genitive is like the nominative: Перу


class OrganisationParts(NamedTuple):
    """The parts of an organisation's name."""

    body: str  # key without legal form and country, known abbreviations in full
    country: str | None  # ISO code, if the name itself determines it


class KnownBodies(NamedTuple):
    """The table data/organisations.tsv."""

    full: dict[str, str]  # full name by short and by full name
    of_states: frozenset[str]  # full names of what every state has
    of_world: frozenset[str]  # full names of what the world has one of
    countries: dict[str, str]  # ISO codes of what only one state has, by full name
    abbreviated: frozenset[str]  # full names of what has a short name


@cache
def known_bodies() -> KnownBodies:
    """Return the table of organisations."""
    rows = list(read_table("imena.entities.linking", "organisations"))
    by_short = {short: row["name"] for row in rows for short in split_cell(row["short_names"])}
    return KnownBodies(
        by_short | {row["name"]: row["name"] for row in rows},
        frozenset(row["name"] for row in rows if row["owner"] == EVERY_STATE),
        frozenset(row["name"] for row in rows if row["owner"] == WORLD),
        {row["name"]: row["owner"] for row in rows if row["owner"].isupper()},
        frozenset(by_short.values()),
    )


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("imena.entities.names", "legal_forms"))


@cache
def _inner_abbreviations() -> dict[str, str]:
    table = read_table("imena.entities.names", "inner_abbreviations")
    return {row["short"]: row["full"] for row in table}


def is_known_body(key: str) -> bool:
    """Return whether the key is a short or full name in the table of organisations."""
    return key in known_bodies().full


def has_short_name(body: str) -> bool:
    """Return whether a body is usually called by a short name: МИД, Минобороны."""
    return body in known_bodies().abbreviated


def is_state_body(body: str) -> bool:
    """Return whether every state has such a body, so that its name leaves the country open."""
    return body in known_bodies().of_states


@lru_cache(100_000)
def body_of_world(body: str) -> str | None:
    """Return what the body of an organisation of the world is called without that organisation.

    >>> body_of_world("совет безопасности оон")
    'совет безопасности'
    """
    own, _, owner = body.rpartition(" ")
    if not own or known_bodies().full.get(owner) not in known_bodies().of_world:
        return None
    return known_bodies().full.get(own, own)


@lru_cache(100_000)
def split_organisation(key: str, normal: str, location_words: int) -> OrganisationParts:
    """Split an organisation's name into its parts.

    Args:
        key: of the name.
        normal: the normal form, whose quotes and capitals show where a proper name starts.
        location_words: words at the end of the name that are a location.

    >>> split_organisation("минобороны рф", "Минобороны РФ", 1)
    OrganisationParts(body='министерство обороны', country=None)
    >>> split_organisation("британский мид", "британский МИД", 0)
    OrganisationParts(body='министерство иностранных дел', country='GB')
    """
    full, countries = known_bodies().full, known_bodies().countries
    if key in full:
        return OrganisationParts(full[key], countries.get(full[key]))
    words = key.split()
    country = None
    if location_words and location_words < len(words):
        words = words[:-location_words]
    elif len(words) > 1 and ADJECTIVE.fullmatch(words[0]):
        country = country_of(words[0])
        words = words[1:] if country else words
    if len(words) > 1 and words[0] in _legal_forms() and BEFORE_PROPER_NAME.match(normal):
        words = words[1:]
    inner = _inner_abbreviations()
    body = " ".join([*words[:1], *(inner.get(word, word) for word in words[1:])])
    body = full.get(body, body)
    return OrganisationParts(body, country or countries.get(body))


@lru_cache(20_000)
def parse_organisation(name: Name) -> OrganisationParts:
    """Split an organisation's name, and find the country that its last word is the genitive of.

    A location in its document that ends the name decides before the name's own words do.
    """
    if not name.key:
        return OrganisationParts(name.key, None)
    words, location_words = name.key.split(), 0
    country = None
    if name.ending_location is not None:
        location = name_key(name.ending_location).split()
        if len(words) > len(location) > 0 and all(
            a[:2] == b[:2] for a, b in zip(words[-len(location) :], location, strict=True)
        ):
            location_words = len(location)  # flat mentions end before the location
    elif len(words) > 1:
        country = country_of_genitive(words[-1])
        location_words = int(country is not None)
    parts = split_organisation(name.key, name.normal, location_words)
    return OrganisationParts(parts.body, country or parts.country)


@lru_cache(100_000)
def country_of_genitive(word: str) -> str | None:
    """Return the ISO code of the country that a word is the genitive of.

    Args:
        word: in lower case, without ё.

    >>> country_of_genitive("германии"), country_of_genitive("рф"), country_of_genitive("германия")
    ('DE', 'RU', None)
    """
    is_indeclinable = len(word) <= LONGEST_ACRONYM or word[-1] in INDECLINABLE_ENDINGS
    cases = ("Gen", None) if is_indeclinable else ("Gen",)
    nominatives = {r.nominative for r in readings(word.capitalize(), "LOC") if r.case in cases}
    nominatives |= {word} if is_indeclinable else set()
    countries = {country_of(nominative) for nominative in nominatives} - {None}
    return countries.pop() if len(countries) == 1 else None
