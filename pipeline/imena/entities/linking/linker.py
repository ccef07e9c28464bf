"""A name in its nominative in, its ISO, GeoNames and Wikidata ids out, or None.

Precision comes first: a name that may mean several, none of which stands out, is not linked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from imena.entities.linking.gazetteer import (
    Candidate,
    Ids,
    adjective_stem,
    gazetteer_key,
    others,
    places,
)

__all__ = ["Ids", "country_of", "link"]

CACHED_NAMES = 100_000
NO_COUNTRIES: Mapping[str, int] = MappingProxyType({})
# Powers of ten by which a town seems larger than it is: in a country that the document mentions,
# and where an item of Wikidata shows that news names it. The first must be half as large again as
# the second: «Кембридж» is that of England, and on a page about the US that of Massachusetts.
IN_CONTEXT, IN_THE_NEWS, MARGIN = 1.2, 0.1, 0.2
# A smaller town abroad that the document does not name the country of is too often something else.
KNOWN_EVERYWHERE = 100_000  # inhabitants
HOME = "RU"  # a Russian page names it, or need not; it tells nothing about a town
# What may stand before a name, and what kind of place it makes of it.
KINDS = {
    "город": "city",
    "г.": "city",
    "штат": "region",
    "республика": "region",
    "провинция": "region",
}
ENGLAND = "GB-ENG"  # in Russian news it usually stands for the whole country


def link(label: str, name: str, countries: Mapping[str, int] = NO_COUNTRIES) -> Ids | None:
    """Who or what a name means.

    Args:
        label: PER, ORG or LOC.
        name: the nominative; an adjective of a place may stand in any form.
        countries: how often the document mentions a country, by ISO code.

    >>> link("LOC", "Соединенные Штаты").wikidata
    'Q30'
    >>> link("LOC", "Бирмингем").country, link("LOC", "Бирмингем", {"US": 2}).country
    ('GB', 'US')
    """
    found = _candidates(label, name)
    if len(found) > 1:
        return _likeliest(found, countries)
    if not found or (found[0].kind == "city" and _is_doubtful(found[0], countries)):
        return None
    return found[0].ids


def place_by_id(name: str, known_by: str) -> Ids:
    """The place with this id (`Ids.of_place`) of those that a name may mean."""
    return next(c.ids for c in _candidates("LOC", name) if c.ids.of_place == known_by)


def country_of(name: str) -> str | None:
    """The ISO code of a country by any of its names, or by its adjective in any form.

    >>> country_of("РФ"), country_of("российскими"), country_of("Москва")
    ('RU', 'RU', None)
    """
    found = _candidates("LOC", name)
    if len(found) != 1 or (found[0].kind != "country" and found[0].ids.iso != ENGLAND):
        return None
    return found[0].ids.country


@lru_cache(CACHED_NAMES)
def _candidates(label: str, name: str) -> tuple[Candidate, ...]:
    """All that a name may mean, the likeliest without a context first."""
    folded = gazetteer_key(name)
    if label != "LOC":
        return tuple(others(label).get(folded, ()))
    found: Sequence[Candidate]
    found = places().names.get(folded) or _by_adjective(folded)
    if not found:
        head, _, rest = folded.partition(" ")
        kind = KINDS.get(head)
        found = [c for c in places().names.get(rest, ()) if c.kind == kind]
    return tuple(sorted(found, key=lambda candidate: -candidate.population))


def _by_adjective(folded: str) -> list[Candidate]:
    """«Российское», «всероссийский», «российское государство»."""
    stem = adjective_stem(folded.removesuffix(" государство")) or ""
    adjectives = places().adjectives
    return adjectives.get(stem) or adjectives.get(stem.removeprefix("все"), [])


def _is_doubtful(town: Candidate, countries: Mapping[str, int]) -> bool:
    """Whether a town is small, abroad, and in no country that the document mentions."""
    small = town.population < KNOWN_EVERYWHERE and not town.ids.wikidata
    return small and town.ids.country != HOME and town.ids.country not in countries


def _likeliest(found: tuple[Candidate, ...], countries: Mapping[str, int]) -> Ids | None:
    """The place that stands out by its size and by the countries mentioned, if one does."""
    if not found[0].population:  # two countries, regions or seas: no size decides
        mentioned = [c.ids for c in found if c.ids.country in countries]
        return mentioned[0] if len(mentioned) == 1 else None
    weights = [
        math.log10(max(1, town.population))
        + IN_CONTEXT * (town.ids.country in countries and town.ids.country != HOME)
        + IN_THE_NEWS * (town.ids.wikidata is not None)
        for town in found
    ]
    first, second = sorted(weights, reverse=True)[:2]
    town = found[weights.index(first)]
    return town.ids if first - second >= MARGIN and not _is_doubtful(town, countries) else None
