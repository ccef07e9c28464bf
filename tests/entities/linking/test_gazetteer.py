"""Test the tables of the gazetteer: complete, consistent and read only when needed."""

import re
import subprocess
import sys
from collections import Counter
from importlib.resources import files

import pytest

from imena.entities.linking.gazetteer import (
    adjective_stem,
    countries,
    gazetteer_key,
    locations,
    persons_or_organisations,
    rows,
)

TABLES = (
    "aliases",
    "cities",
    "city_names",
    "codes",
    "country_names",
    "region_names",
    "world_names",
)
MEGABYTE = 1_000_000

FOLDED = """
Россия = РОССИЯ
Орёл = орел
«Газпром» = Газпром
Нижний  Новгород = нижний новгород
Папуа — Новая Гвинея = Папуа-Новая Гвинея
Санкт‑Петербург = Санкт-Петербург
сирийско- = сирийско
"""


@pytest.mark.parametrize("line", [line for line in FOLDED.splitlines() if line])
def test_spellings_of_a_name_have_one_key(line):
    one, other = line.split(" = ")
    assert gazetteer_key(one) == gazetteer_key(other)


@pytest.mark.parametrize(
    "forms",
    [
        "российский российская российское российские российского российским российских",
        "немецкий немецкая немецкому немецкими",
        "подмосковный подмосковная подмосковных",
        "тверской тверская тверского",
    ],
)
def test_forms_of_an_adjective_share_a_stem(forms):
    assert len({adjective_stem(form) for form in forms.split()} - {None}) == 1
    assert None not in {adjective_stem(form) for form in forms.split()}


@pytest.mark.parametrize("name", ["россия", "баку", "минск", "чехия", "томск", "куск"])
def test_a_noun_is_not_an_adjective(name):
    assert adjective_stem(name) is None


def test_tables_state_their_licence_and_are_small():
    folder = files("imena.entities.linking") / "data"
    texts = {table: (folder / f"{table}.tsv").read_text("utf-8") for table in TABLES}
    for table, text in texts.items():
        header = "".join(line for line in text.splitlines() if line.startswith("#"))
        assert re.search(r"MIT|CC0|CC BY", header), table
        assert "\r" not in text, table
    assert sum(len(text.encode()) for text in texts.values()) < 1.5 * MEGABYTE


@pytest.mark.parametrize("table", TABLES)
def test_ids_are_well_formed(table):
    for row in rows(table):
        assert re.fullmatch(r"Q\d+|", row.get("wikidata", "")), row
        assert re.fullmatch(r"\d*", row.get("geonames", "")), row
        assert re.fullmatch(r"([A-Z]{2}(-[A-Z\d]{1,3})?)?", row.get("iso", "")), row
        assert re.fullmatch(r"[A-Z]{2}|", row.get("country", "")), row


def test_all_countries_of_iso_3166_are_included():
    by_code, by_wikidata = countries()
    states = [code for code, candidate in by_code.items() if candidate.kind == "country"]
    assert len(states) == 250  # 249 and Kosovo
    assert all(by_code[code].ids.iso == by_code[code].ids.country == code for code in states)
    assert all(by_code[code].ids.geonames for code in states)
    assert len(by_wikidata) == len(by_code)


def test_every_code_that_has_names_is_known():
    by_code, _ = countries()
    for table in ("country_names", "region_names"):
        assert {row["code"] for row in rows(table)} <= by_code.keys()


def test_a_wikidata_item_is_one_town_at_most():
    items = Counter(row["wikidata"] for row in rows("cities") if row["wikidata"])
    assert max(items.values()) == 1
    assert {row["wikidata"] for row in rows("city_names")} <= items.keys()


def test_no_town_has_the_name_of_a_country():
    names = locations().names
    for row in rows("country_names"):
        assert [candidate.kind for candidate in names[gazetteer_key(row["name"])]] == ["country"]


def test_persons_and_organisations_have_tables_of_their_own():
    assert "владимир путин" in persons_or_organisations("PER")
    assert "владимир путин" not in persons_or_organisations("ORG")
    assert "оон" in persons_or_organisations("ORG")


def test_tables_are_not_read_before_they_are_needed():
    code = (
        "import imena.entities.linking.linker, imena.entities.linking.gazetteer as g;"
        "assert not g.locations.cache_info().currsize and not g.countries.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
