"""Test the data tables that ship with the package."""

import re
from pathlib import Path

import pytest

import imena
from imena.data_tables import read_patterns, read_table, split_cell

ROOT = Path(imena.__file__).parent
FOLDERS = ("components", "forms", "entities.names", "entities.linking")
TABLES = [
    (f"imena.{folder}", path)
    for folder in FOLDERS
    for path in sorted((ROOT / folder.replace(".", "/") / "data").glob("*.tsv"))
]


@pytest.mark.parametrize(("package", "path"), TABLES)
def test_a_table_has_a_header_and_even_rows(package, path):
    comments = [line for line in path.read_text("utf-8").split("\n") if line.startswith("#")]
    assert re.search(r"MIT|CC0|CC BY", " ".join(comments))
    rows = list(read_table(package, path.stem))
    assert rows
    assert all(value == value.strip() for row in rows for value in row.values())


@pytest.mark.parametrize("table", ["legal_forms", "function_words", "inner_abbreviations"])
def test_words_are_unique(table):
    words = [next(iter(row.values())) for row in read_table("imena.entities.names", table)]
    assert len(set(words)) == len(words)
    assert all(word == word.lower() for word in words)


def test_patterns_are_joined_by_a_column():
    patterns = read_patterns("imena.components", "street_words", "short")
    assert patterns.keys() == {"no", "yes"}
    assert patterns["no"].fullmatch("площадью")
    assert patterns["yes"].fullmatch("пр-т")
    assert not patterns["no"].fullmatch("ул")


def test_cells():
    assert split_cell("") == []
    assert split_cell("мид|мининдел") == ["мид", "мининдел"]
