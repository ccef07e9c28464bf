"""The gazetteers: all that a name may mean, from the tables in data/.

The tables are read when the first name is looked up. data/README.md says what each of them holds
and where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from imena.data_tables import read_table, split_cell
from imena.forms.name_key import name_key

# «российский», «Тверская», «сирийско-»; «подмосковный»: the groups are the stem
ADJECTIVE = re.compile(
    r"(.+[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|ие|их|ими|о)"
    r"|(.{3,}н)(?:ый|ого|ому|ым|ом|ая|ой|ую|ою|ое|ые|ых|ыми)"
)


@dataclass(frozen=True, slots=True)
class Ids:
    """What a name means, in the identifiers of ISO 3166, GeoNames and Wikidata."""

    name: str  # in Russian
    iso: str | None = None  # ISO 3166-1 of a country, ISO 3166-2 of a part of one
    geonames: str | None = None
    wikidata: str | None = None
    country: str | None = None  # ISO 3166-1 of the country that a location lies in

    @property
    def location_id(self) -> str | None:
        """The id that identifies a location."""
        return self.geonames or self.wikidata or self.iso


class Candidate(NamedTuple):
    """One meaning of a name."""

    ids: Ids
    kind: str  # country, region, city, other
    population: int = 0  # of a city


CandidateIndex = dict[str, list[Candidate]]


def gazetteer_key(name: str) -> str:
    """Return the key of a name in the gazetteers: `name_key` without hyphens at the end.

    >>> gazetteer_key("сирийско-")
    'сирийско'
    """
    return name_key(name).rstrip("-")


def adjective_stem(key: str) -> str | None:
    """Return the stem that all forms of an adjective share; None for other words.

    >>> adjective_stem("российское"), adjective_stem("российскими"), adjective_stem("россия")
    ('российск', 'российск', None)
    """
    match = ADJECTIVE.fullmatch(key)
    return (match[1] or match[2]) if match else None


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table in data/."""
    return read_table("imena.entities.linking", table)


@cache
def countries() -> tuple[dict[str, Candidate], dict[str, Candidate]]:
    """Return countries, former countries and parts of countries: by code, and by Wikidata id."""
    by_code, by_wikidata = {}, {}
    for row in rows("codes"):
        iso, geonames, country = (row[column] or None for column in ("iso", "geonames", "country"))
        ids = Ids(row["name"], iso, geonames, row["wikidata"], country)
        candidate = Candidate(ids, row["kind"])
        by_code[row["code"]] = by_wikidata[row["wikidata"]] = candidate
    return by_code, by_wikidata


class Locations:
    """The candidates of all locations, by the key of a name and by the stem of an adjective."""

    def __init__(self) -> None:
        """Read all tables; the name of a country or region is not that of a town too."""
        self.names: CandidateIndex = {}
        self.adjectives: CandidateIndex = {}
        by_code, by_wikidata = countries()
        self._by_wikidata = dict(by_wikidata)
        for row in rows("codes"):
            self._add(by_code[row["code"]], [row["name"], row["english"]])
        for table in ("country_names", "region_names"):
            for row in rows(table):
                aliases, adjectives = split_cell(row["aliases"]), split_cell(row["adjectives"])
                self._add(by_code[row["code"]], aliases, adjectives)
        for row in rows("world_names"):
            if "LOC" in split_cell(row["label"]):
                names = [row["name"], *split_cell(row["aliases"])]
                self._add(self._candidate(row), names, split_cell(row["adjectives"]))
        self._add_cities()
        for row in rows("aliases"):
            if row["label"] != "LOC":
                continue
            if adjective_stem(row["alias"]) and " " not in row["alias"]:
                self._add(self._candidate(row), [], [row["alias"]])
            else:
                self.names[row["alias"]] = [self._candidate(row)]

    def _candidate(self, row: dict[str, str]) -> Candidate:
        """Return the candidate with a row's Wikidata id, which may be a country or town."""
        item = row["wikidata"]
        if item not in self._by_wikidata:
            ids = Ids(row["name"], wikidata=item, country=row.get("country") or None)
            self._by_wikidata[item] = Candidate(ids, "other")
        return self._by_wikidata[item]

    def _add_cities(self) -> None:
        taken = self.names.keys() - {""}
        for row in rows("cities"):
            key = gazetteer_key(row["name"])
            if key in taken:
                continue
            item = row["wikidata"] or None
            ids = Ids(row["name"], None, row["geonames"], item, row["country"])
            candidate = Candidate(ids, "city", int(row["population"]))
            if item:
                self._by_wikidata.setdefault(item, candidate)
            self.names.setdefault(key, []).append(candidate)
        for row in rows("city_names"):
            aliases, adjectives = split_cell(row["aliases"]), split_cell(row["adjectives"])
            self._add(self._candidate(row), aliases, adjectives)

    def _add(
        self, candidate: Candidate, names: Iterable[str], adjectives: Iterable[str] = ()
    ) -> None:
        stems = [adjective_stem(gazetteer_key(adjective)) for adjective in adjectives]
        for index, keys in ((self.names, map(gazetteer_key, names)), (self.adjectives, stems)):
            for key in filter(None, keys):
                candidates = index.setdefault(key, [])
                if candidate not in candidates:
                    candidates.append(candidate)


@cache
def locations() -> Locations:
    """Return the candidates of all locations."""
    return Locations()


@cache
def persons_or_organisations(label: str) -> CandidateIndex:
    """Return the candidates of persons (PER) or organisations (ORG) by key."""
    index: CandidateIndex = {}
    for row in rows("world_names"):
        if label in split_cell(row["label"]):
            _add_unless_taken(index, row, [row["name"], *split_cell(row["aliases"])])
    for row in rows("aliases"):
        if label == row["label"]:
            # The item's own name is an alias too, if it is not a single word.
            own_name = [row["name"]] if " " in row["name"] else []
            _add_unless_taken(index, row, [row["alias"], *own_name])
    return index


def _add_unless_taken(index: CandidateIndex, row: dict[str, str], names: Iterable[str]) -> None:
    """Add a row under names that are new: tables written by hand are read first, and win."""
    candidate = Candidate(Ids(row["name"], wikidata=row["wikidata"]), "other")
    for name in names:
        index.setdefault(gazetteer_key(name), [candidate])


@dataclass(frozen=True, slots=True)
class LocationKind:
    """A word for a kind of location, such as «город»."""

    entry: str  # the kind of candidate that it asks for; may be empty
    is_optional: bool  # whether a name without it means the same location


@cache
def location_kinds() -> dict[str, LocationKind]:
    """Return the words for kinds of locations."""
    return {
        row["word"]: LocationKind(row["entry"], row["same"] == "yes")
        for row in rows("location_kinds")
    }


@cache
def parts_for_countries() -> frozenset[str]:
    """Return the ISO 3166-2 codes of parts that stand for their whole country."""
    return frozenset(row["iso"] for row in rows("parts_for_countries"))
