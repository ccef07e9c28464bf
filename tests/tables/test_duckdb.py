"""Test DuckDB databases with SQL queries."""

import json
import subprocess
import sys
from contextlib import closing

import pytest

import imena
from imena.tables.network import network

duckdb = pytest.importorskip("duckdb")


def ask(path, query):
    with closing(duckdb.connect(str(path), read_only=True)) as database:
        return database.execute(query).fetchall()


def test_every_table_is_complete_with_its_types(news, tmp_path):
    news.write(tmp_path / "m.duckdb")
    for name, table in news.arrow().items():
        expected = list(zip(*table.to_pydict().values(), strict=True))
        assert ask(tmp_path / "m.duckdb", f"SELECT * FROM {name}") == expected
    types = dict(ask(tmp_path / "m.duckdb", "SELECT column_name, data_type FROM duckdb_columns()"))
    assert types["aliases"] == "VARCHAR[]"
    assert types["score"] == "FLOAT"
    assert types["start"] == "INTEGER"


def test_lists_and_comments(news, tmp_path):
    news.write(tmp_path / "m.duckdb")
    assert ask(tmp_path / "m.duckdb", "SELECT unnest(aliases) FROM entities WHERE iso = 'US'") == [
        ("США",)
    ]
    comments = dict(
        ask(
            tmp_path / "m.duckdb",
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'mentions'",
        )
    )
    assert comments["zone"].startswith("zone of the page: body, headline, teaser, caption, meta")
    ((manifest,),) = ask(tmp_path / "m.duckdb", "SELECT manifest FROM run")
    assert json.loads(manifest) == news.manifest


def test_views(tables, tmp_path):
    tables.write(tmp_path / "m.duckdb")
    pairs = ask(
        tmp_path / "m.duckdb",
        "SELECT entity_id_a, entity_id_b, n_sentences FROM together_in_sentences",
    )
    assert {(frozenset(pair), n) for *pair, n in pairs} == {
        (frozenset((a, b)), n) for a, b, n in network(tables).edges(data="weight")
    }
    assert len(ask(tmp_path / "m.duckdb", "SELECT * FROM mentions_in_context")) == 152


def test_a_file_is_replaced(news, silent, tmp_path):
    (tmp_path / ".m.duckdb.part").write_bytes(b"what a killed run left")
    news.write(tmp_path / "m.duckdb")
    silent.write(tmp_path / "m.duckdb")
    names = {
        name for (name,) in ask(tmp_path / "m.duckdb", "SELECT table_name FROM duckdb_tables()")
    }
    assert names == {"mentions", "entities", "documents", "run"}
    assert [path.name for path in tmp_path.iterdir()] == ["m.duckdb"]


def test_leftover_files_of_crashed_programs_do_no_harm(news, tmp_path):
    die = """
import os, sys, duckdb
database = duckdb.connect(sys.argv[1])
database.execute("CREATE TABLE mine (a INTEGER)")
os._exit(0)
"""
    for name in (".m.duckdb.part", "m.duckdb"):
        subprocess.run([sys.executable, "-c", die, str(tmp_path / name)], check=True)
        assert (tmp_path / f"{name}.wal").exists()
    news.write(tmp_path / "m.duckdb")
    assert [path.name for path in tmp_path.iterdir()] == ["m.duckdb"]
    assert ask(tmp_path / "m.duckdb", "SELECT count(*) FROM texts") == [(5,)]


def test_zero_characters_are_kept(tmp_path):
    text = "Баку\x00 и Москва"
    imena.extract({"a": text}).write(tmp_path / "m.duckdb")
    assert ask(tmp_path / "m.duckdb", "SELECT text FROM texts") == [(text,)]
