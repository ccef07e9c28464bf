"""Link a name in the nominative to its ISO, GeoNames and Wikidata ids.

Precision comes first: a name that may mean several things, none of which stands out, is not linked.
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
    location_kinds,
    locations,
    parts_for_countries,
    persons_or_organisations,
)
from imena.entities.names.regions import full_region_key

__all__ = ["Ids", "country_of", "link", "location_by_id"]

CACHED_NAMES = 100_000
NO_COUNTRIES: Mapping[str, int] = MappingProxyType({})
# Towns are compared by the decimal logarithm of their inhabitants. A town weighs more in a country
# that the document mentions, and if it is in the news, as its item of Wikidata shows. The heaviest
# one must be heavier than the next by the margin: «Кембридж» is in England, and on a page about the
# US in Massachusetts. Chosen by hand: precision and recall of NEREL dev's locations, as in
# benchmarks.links, are the same for a mentioned country from 0 to 1.5 (at 3 recall falls by
# .011), for the news from 0 to .5, and for the margin from 0 to .5.
IN_MENTIONED_COUNTRY = 1.2
IN_THE_NEWS = 0.1
MARGIN = 0.2
# Inhabitants; the name of a smaller town abroad, whose country the document does not mention, too
# often means something else. Chosen by hand: NEREL links no town that would show it, and B-cubed of
# SlavicNER's asia_bibi and covid-19 is the same from 0 to 500,000.
KNOWN_EVERYWHERE = 100_000
HOME_COUNTRY = "RU"  # of Russian texts: they name it often, so that this decides about no town


def link(label: str, name: str, countries: Mapping[str, int] = NO_COUNTRIES) -> Ids | None:
    """Return what a name means, or None.

    Args:
        label: PER, ORG or LOC.
        name: the nominative; an adjective of a location may stand in any form.
        countries: how often the document mentions each country, by ISO code.

    >>> link("LOC", "Соединенные Штаты").wikidata
    'Q30'
    >>> link("LOC", "Бирмингем").country, link("LOC", "Бирмингем", {"US": 2}).country
    ('GB', 'US')
    """
    candidates = _candidates(label, name)
    if len(candidates) > 1:
        return _heaviest(candidates, countries)
    if not candidates:
        return None
    if candidates[0].kind == "city" and _is_doubtful(candidates[0], countries):
        return None
    return candidates[0].ids


def location_by_id(name: str, location_id: str) -> Ids:
    """Return the meaning of a location's name that has an id, see `Ids.location_id`."""
    names = (name, *(f"{kind} {name}" for kind in location_kinds()))  # «штат» stands before it
    candidates = (candidate for full in names for candidate in _candidates("LOC", full))
    return next(c.ids for c in candidates if c.ids.location_id == location_id)


def country_of(name: str) -> str | None:
    """Return the ISO code of a country by any of its names, or by any form of its adjective.

    >>> country_of("РФ"), country_of("российскими"), country_of("Москва")
    ('RU', 'RU', None)
    """
    candidates = _candidates("LOC", name)
    if len(candidates) != 1:
        return None
    (candidate,) = candidates
    if candidate.kind != "country" and candidate.ids.iso not in parts_for_countries():
        return None
    return candidate.ids.country


@lru_cache(CACHED_NAMES)
def _candidates(label: str, name: str) -> tuple[Candidate, ...]:
    """Return all meanings of a name, the largest first."""
    key = gazetteer_key(name)
    if label != "LOC":
        return tuple(persons_or_organisations(label).get(key, ()))
    candidates: Sequence[Candidate]
    key = full_region_key(key)
    candidates = locations().names.get(key) or _by_adjective(key)
    if not candidates:
        word, _, rest = key.partition(" ")
        kind = location_kinds().get(word)
        entry = kind.entry if kind is not None else ""
        candidates = [c for c in locations().names.get(rest, ()) if c.kind == entry]
    return tuple(sorted(candidates, key=lambda candidate: -candidate.population))


def _by_adjective(key: str) -> list[Candidate]:
    """Return the meanings of an adjective: «российское», «всероссийский», «… государство»."""
    stem = adjective_stem(key.removesuffix(" государство")) or ""
    adjectives = locations().adjectives
    return adjectives.get(stem) or adjectives.get(stem.removeprefix("все"), [])


def _is_doubtful(town: Candidate, countries: Mapping[str, int]) -> bool:
    """Return whether a town is small, abroad, and in no country that the document mentions."""
    is_small = town.population < KNOWN_EVERYWHERE and not town.ids.wikidata
    return is_small and town.ids.country != HOME_COUNTRY and town.ids.country not in countries


def _heaviest(candidates: tuple[Candidate, ...], countries: Mapping[str, int]) -> Ids | None:
    """Return the location that stands out by its size and by the countries mentioned, if any."""
    if not candidates[0].population:  # countries, regions or seas, whose size does not decide
        mentioned = [c.ids for c in candidates if c.ids.country in countries]
        return mentioned[0] if len(mentioned) == 1 else None
    weights = [
        math.log10(max(1, town.population))
        + IN_MENTIONED_COUNTRY
        * (town.ids.country in countries and town.ids.country != HOME_COUNTRY)
        + IN_THE_NEWS * (town.ids.wikidata is not None)
        for town in candidates
    ]
    first, second = sorted(weights, reverse=True)[:2]
    town = candidates[weights.index(first)]
    return town.ids if first - second >= MARGIN and not _is_doubtful(town, countries) else None
