"""The tables in data/ in, what each name may mean out; they are read when first asked for.

What each table holds, and where it comes from, is in data/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from imena.forms.name_key import name_key

# «российский», «Тверская», «сирийско-»; «подмосковный»: what is left of the ending is the stem
ADJECTIVE = re.compile(
    r"(.+[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|ие|их|ими|о)"
    r"|(.{3,}н)(?:ый|ого|ому|ым|ом|ая|ой|ую|ою|ое|ые|ых|ыми)"
)


@dataclass(frozen=True, slots=True)
class Ids:
    """Who or what a name is, in the identifiers that others use."""

    name: str  # in Russian
    iso: str | None = None  # ISO 3166-1 of a country, ISO 3166-2 of a part of one
    geonames: str | None = None
    wikidata: str | None = None
    country: str | None = None  # ISO 3166-1 of the country that a place lies in

    @property
    def of_place(self) -> str | None:
        """The id that a place is known by here."""
        return self.geonames or self.wikidata or self.iso


class Candidate(NamedTuple):
    """One of those that a name may mean."""

    ids: Ids
    kind: str  # country, region, city, other
    population: int = 0  # of a city


Index = dict[str, list[Candidate]]


def gazetteer_key(name: str) -> str:
    """A name without what makes no other name: case, ё, quotes, spacing, kinds of hyphens.

    >>> gazetteer_key("Папуа — Новая Гвинея") == gazetteer_key("папуа-Новая гвинея")
    True
    """
    return name_key(name).rstrip("-")


def adjective_stem(folded: str) -> str | None:
    """What all forms of an adjective share; None for what does not end as one.

    >>> adjective_stem("российское"), adjective_stem("российскими"), adjective_stem("россия")
    ('российск', 'российск', None)
    """
    found = ADJECTIVE.fullmatch(folded)
    return (found[1] or found[2]) if found else None


def rows(table: str) -> Iterator[dict[str, str]]:
    """The lines of a table; those that start with # say where it comes from."""
    text = (files("imena.entities.linking") / "data" / f"{table}.tsv").read_text("utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t"), strict=True))


def listed(cell: str) -> list[str]:
    """The names of a cell of a table."""
    return [name for name in cell.split("|") if name]


@cache
def countries() -> tuple[dict[str, Candidate], dict[str, Candidate]]:
    """Countries and their parts, those that are no more among them: by code, and by Wikidata id."""
    by_code, by_wikidata = {}, {}
    for row in rows("codes"):
        iso, geonames, country = (row[column] or None for column in ("iso", "geonames", "country"))
        ids = Ids(row["name"], iso, geonames, row["wikidata"], country)
        candidate = Candidate(ids, row["kind"])
        by_code[row["code"]] = by_wikidata[row["wikidata"]] = candidate
    return by_code, by_wikidata


class Places:
    """Candidates by folded name, and those that have an adjective by its stem."""

    def __init__(self) -> None:
        """Read all tables; a name of a country or region is not that of a town too."""
        self.names: Index = {}
        self.adjectives: Index = {}
        by_code, by_wikidata = countries()
        self._items = dict(by_wikidata)
        for row in rows("codes"):
            self._add(by_code[row["code"]], [row["name"], row["english"]])
        for table in ("country_names", "region_names"):
            for row in rows(table):
                self._add(by_code[row["code"]], listed(row["aliases"]), listed(row["adjectives"]))
        for row in rows("world_names"):
            if "LOC" in listed(row["label"]):
                names = [row["name"], *listed(row["aliases"])]
                self._add(self._item(row), names, listed(row["adjectives"]))
        self._add_cities()
        for row in rows("aliases"):
            if row["label"] != "LOC":
                continue
            if adjective_stem(row["alias"]) and " " not in row["alias"]:
                self._add(self._item(row), [], [row["alias"]])
            else:
                self.names[row["alias"]] = [self._item(row)]

    def _item(self, row: dict[str, str]) -> Candidate:
        """The candidate with a row's Wikidata id: a country or town if it is one."""
        item = row["wikidata"]
        if item not in self._items:
            ids = Ids(row["name"], wikidata=item, country=row.get("country") or None)
            self._items[item] = Candidate(ids, "other")
        return self._items[item]

    def _add_cities(self) -> None:
        taken = self.names.keys() - {""}
        for row in rows("cities"):
            name = gazetteer_key(row["name"])
            if name in taken:
                continue
            item = row["wikidata"] or None
            ids = Ids(row["name"], None, row["geonames"], item, row["country"])
            candidate = Candidate(ids, "city", int(row["population"]))
            if item:
                self._items.setdefault(item, candidate)
            self.names.setdefault(name, []).append(candidate)
        for row in rows("city_names"):
            self._add(self._item(row), listed(row["aliases"]), listed(row["adjectives"]))

    def _add(
        self, candidate: Candidate, names: Iterable[str], adjectives: Iterable[str] = ()
    ) -> None:
        stems = [adjective_stem(gazetteer_key(adjective)) for adjective in adjectives]
        for index, keys in ((self.names, map(gazetteer_key, names)), (self.adjectives, stems)):
            for key in filter(None, keys):
                found = index.setdefault(key, [])
                if candidate not in found:
                    found.append(candidate)


@cache
def places() -> Places:
    """All places."""
    return Places()


@cache
def others(label: str) -> Index:
    """Persons (PER) or organisations (ORG) by folded name."""
    found: Index = {}
    for row in rows("world_names"):
        if label in listed(row["label"]):
            _add_item(found, row, [row["name"], *listed(row["aliases"])])
    for row in rows("aliases"):
        if label == row["label"]:
            # What the item is called is one of its names too, if it is no single word.
            _add_item(found, row, [row["alias"], *[row["name"]] * (" " in row["name"])])
    return found


def _add_item(index: Index, row: dict[str, str], names: Iterable[str]) -> None:
    """Add an item under names that are not taken: what is written by hand comes first."""
    candidate = Candidate(Ids(row["name"], wikidata=row["wikidata"]), "other")
    for name in names:
        index.setdefault(gazetteer_key(name), [candidate])
