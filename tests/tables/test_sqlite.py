"""Test SQLite databases with SQL queries."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

import imena
from imena import schema
from imena.tables import sqlite
from imena.tables.network import network


@pytest.fixture
def database(tmp_path):
    """Return a function that writes tables and returns a function that queries them."""
    opened = []

    def ask(tables):
        tables.write(tmp_path / "m.sqlite")
        opened.append(sqlite3.connect(tmp_path / "m.sqlite"))
        return lambda query, *values: opened[-1].execute(query, values).fetchall()

    yield ask
    for database in opened:
        database.close()


def test_every_table_is_complete(news, database):
    ask = database(news)
    for name, table in news.arrow().items():
        expected = [
            tuple(json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v for v in row)
            for row in zip(*table.to_pydict().values(), strict=True)
        ]
        found = ask(f"SELECT * FROM {name}")
        assert len(found) == len(expected)
        for row, wanted in zip(found, expected, strict=True):
            assert row == pytest.approx(wanted, abs=1e-7) if name != "texts" else row == wanted


def test_types_and_missing_values(news, database):
    ask = database(news)
    info = {row[1]: row[2:4] for row in ask("PRAGMA table_info(mentions)")}
    assert info["start"] == ("INTEGER", 1)
    assert info["score"] == ("REAL", 0)
    assert info["normal"] == ("TEXT", 1)
    assert ask("SELECT DISTINCT typeof(start), typeof(score) FROM mentions WHERE score > 0") == [
        ("integer", "real")
    ]
    outermost = int(news.mentions["nested_in"].isna().sum())
    assert ask("SELECT count(*) FROM mentions WHERE nested_in IS NULL") == [(outermost,)]
    assert ask("SELECT value FROM entities, json_each(aliases) WHERE iso = 'US'") == [("США",)]


def test_queries_use_the_indexes(news, database):
    ask = database(news)
    for column in ("doc_id", "entity_id", "normal"):
        (plan,) = ask(f"EXPLAIN QUERY PLAN SELECT * FROM mentions WHERE {column} = 'x'")
        assert "USING INDEX" in plan[3]


def test_views(news, database):
    ask = database(news)
    context = ask("SELECT entity, iso, source, sentence FROM mentions_in_context")
    assert len(context) == len(news.mentions)
    (usa,) = news.mentions.loc[news.mentions["entity"] == "США", "sentence"]
    assert ("США", "US", None, usa) in context
    where = "SELECT doc_id, n_mentions FROM entities_in_documents WHERE entity = 'Баку'"
    assert ask(where + " ORDER BY doc_id") == [("../2", 1), ("новости/1.txt", 1)]


def test_the_view_of_pairs_equals_the_network(tables, database):
    ask = database(tables)
    pairs = ask("SELECT entity_id_a, entity_id_b, n_sentences FROM together_in_sentences")
    edges = network(tables).edges(data="weight")
    assert {(frozenset(pair), n) for *pair, n in pairs} == {
        (frozenset((a, b)), n) for a, b, n in edges
    }
    assert pairs


def test_the_database_describes_itself(news, database):
    ask = database(replace(news, mentions=news.mentions.head(3)))
    assert ask("""SELECT meaning FROM about WHERE "table" = 'texts' AND "column" = 'text'""") == [
        (schema.TEXTS.field("text").metadata[b"meaning"].decode(),)
    ]
    ((manifest,),) = ask("SELECT manifest FROM run")
    assert json.loads(manifest)["filtered"] is True
    assert json.loads(manifest)["counts"]["mentions"] == 3


def test_optional_tables_are_left_out(silent, database):
    names = {name for (name,) in database(silent)("SELECT name FROM sqlite_master")}
    assert "mentions" in names
    assert not {"texts", "tokens"} & names


def test_a_file_is_replaced_and_a_failure_leaves_it(news, database, tmp_path, monkeypatch):
    (tmp_path / ".m.sqlite.part").write_bytes(b"what a killed run left")
    assert len(database(news)("SELECT * FROM texts")) == 5
    before = (tmp_path / "m.sqlite").read_bytes()
    monkeypatch.setattr(sqlite, "VIEWS", {"broken": "SELECT"})
    with pytest.raises(sqlite3.OperationalError):
        news.write(tmp_path / "m.sqlite")
    assert (tmp_path / "m.sqlite").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["m.sqlite"]


def test_leftover_files_of_crashed_programs_do_no_harm(news, silent, tmp_path):
    silent.write(tmp_path / "m.sqlite")
    die = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("PRAGMA journal_mode = WAL")
database.execute("UPDATE mentions SET normal = 'X'")
database.commit()
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", die, str(tmp_path / "m.sqlite")], check=True)
    assert (tmp_path / "m.sqlite-wal").stat().st_size > 0
    news.write(tmp_path / "m.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["m.sqlite"]
    with closing(sqlite3.connect(tmp_path / "m.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("SELECT count(*) FROM texts").fetchall() == [(5,)]


def test_zero_characters_are_kept(database):
    text = "Баку\x00 и Москва"
    ask = database(imena.extract({"a": text}))
    assert ask("SELECT text FROM texts") == [(text,)]


def test_a_folder_is_written_while_it_is_read(news, news_folder, database, tmp_path):
    database(news)
    imena.open(news_folder).write(tmp_path / "folder.db")
    with closing(sqlite3.connect(tmp_path / "folder.db")) as database:
        assert database.execute("SELECT count(*) FROM tokens").fetchone() == (len(news.tokens),)
    assert (tmp_path / "folder.db").read_bytes() == (tmp_path / "m.sqlite").read_bytes()
