"""Test the errors of `imena.open` for damaged folders, and for wrong filters and columns."""

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from tests.helpers.stored_tables import in_parts

import imena
from imena import schema
from imena.errors import UsageError

NAMES = list(schema.SCHEMAS)


def unfinished(folder):
    (folder / "_SUCCESS").unlink()


def in_progress(folder):
    for path in [p for p in folder.rglob("*") if p.is_file()]:
        path.unlink()
    (folder / "_work").mkdir()


def without_entities(folder):
    (folder / "entities.parquet").unlink()


def broken_manifest(folder):
    (folder / "manifest.json").write_text("{", "utf-8")


def manifest_of_something_else(folder):
    (folder / "manifest.json").write_text("[]", "utf-8")


def manifest_without_counts(folder):
    (folder / "manifest.json").write_text('{"counts": {"mentions": 1}}', "utf-8")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (unfinished, "is not finished: run the same command again"),
        (in_progress, "is not finished: run the same command again"),
        (without_entities, r"contains no entities\.parquet"),
        (broken_manifest, "is damaged"),
        (manifest_of_something_else, "is damaged"),
        (manifest_without_counts, "does not count entities, documents"),
    ],
)
def test_an_incomplete_folder(damage, message, tables, tmp_path):
    tables.write(tmp_path / "out")
    damage(tmp_path / "out")
    with pytest.raises(UsageError, match=message):
        imena.open(tmp_path / "out")


@pytest.mark.parametrize(
    ("relative", "message"),
    [
        ("nowhere", "the folder .*nowhere does not exist: give a folder that"),
        ("notes.txt", r"is a file.* or give a folder that"),
        ("other", r"contains no manifest\.json, mentions\.parquet, .*: give a folder that"),
        ("out/mentions.parquet", "give a folder that"),
    ],
)
def test_a_path_without_tables(relative, message, tables, tmp_path):
    (tmp_path / "notes.txt").touch()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "part-00000.parquet").touch()
    tables.write(tmp_path / "out")
    with pytest.raises(UsageError, match=message):
        imena.open(tmp_path / relative)


def one_part_less(table):
    (table / "part-00001.parquet").unlink()


def no_parts(table):
    for part in table.iterdir():
        part.unlink()


def no_parquet(table):
    (table / "part-00000.parquet").write_text("not Parquet", "utf-8")


def other_version(table):
    for part in table.iterdir():
        pq.write_table(pq.read_table(part, partitioning=None).drop_columns(["zone"]), part)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (one_part_less, r"has 76 rows, but manifest\.json counts 152"),
        (no_parts, "has no parts"),
        (no_parquet, "cannot read"),
        (other_version, "they differ in zone"),
    ],
)
def test_a_damaged_table(damage, message, tables, tmp_path):
    in_parts(tables, tmp_path / "out", rows=76)
    damage(tmp_path / "out" / "mentions.parquet")
    opened = imena.open(tmp_path / "out")
    with pytest.raises(UsageError, match=rf"{message}.*repeat the command that made the folder"):
        _ = opened.mentions
    assert len(opened.documents) == 1


@pytest.mark.parametrize(
    "filters",
    [
        [("town", "=", "Баку")],
        [("start", "=", "Баку")],
        [("label", "=")],
        [("label", "~", "PER")],
        [],
        "label",
        ds.field("town") == "Баку",
        7,
    ],
)
def test_invalid_filters(filters, tables, folder):
    with pytest.raises(UsageError, match="the filters do not fit mentions"):
        imena.open(folder, filters=filters)
    with pytest.raises(UsageError, match="the filters do not fit mentions"):
        tables.read("mentions", filters=filters)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (["town"], "the column 'town' does not exist in mentions; the columns are doc_id"),
        ("text", "give a list"),
        ([], "at least one name"),
        (["text", "text"], "a column is given twice"),
    ],
)
def test_missing_columns(columns, message, tables):
    with pytest.raises(UsageError, match=message):
        tables.read("mentions", columns=columns)


def test_a_missing_table(tables):
    with pytest.raises(
        UsageError, match="the table 'mention' does not exist: choose mentions, entities"
    ):
        tables.dataset("mention")
