"""Tables written and read back."""

import csv
import io
import json

import pandas as pd
import pyarrow.parquet as pq
import pytest

import imena
from imena import schema
from imena.errors import UsageError
from imena.tables import delimited


def test_parquet_has_the_schema(tables, tmp_path):
    tables.write(tmp_path / "m.parquet")
    table = pq.read_table(tmp_path / "m.parquet")
    assert table.schema.equals(schema.MENTIONS)
    assert table.column("text").to_pylist() == tables.mentions["text"].tolist()


def test_csv_opens_in_pandas_and_excel(tables, tmp_path):
    tables.write(tmp_path / "m.csv")
    assert (tmp_path / "m.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(tmp_path / "m.csv")
    assert list(frame) == schema.MENTIONS.names
    assert frame["normal"].tolist() == tables.mentions["normal"].tolist()
    assert frame["start"].tolist() == tables.mentions["start"].tolist()


def test_jsonl(tables, tmp_path):
    tables.write(tmp_path / "m.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "m.jsonl").read_text("utf-8").splitlines()]
    assert [row["entity"] for row in rows] == tables.mentions["entity"].tolist()
    assert rows[1]["score"] == pytest.approx(tables.mentions["score"].iloc[1])
    assert rows[0]["score"] is None
    assert rows[0]["zone"] == "headline"


def test_a_folder_has_all_tables_and_the_manifest(tables, tmp_path):
    folder = tmp_path / "out"
    tables.write(folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "documents.parquet", "entities.parquet", "manifest.json", "mentions.parquet",
        "tokens.parquet",
    ]  # fmt: skip
    for name, arrow_schema in schema.SCHEMAS.items():
        assert pq.read_schema(folder / f"{name}.parquet").equals(arrow_schema)
    assert json.loads((folder / "manifest.json").read_text("utf-8")) == tables.manifest


def test_a_second_run_leaves_no_table_of_the_first(tables, tmp_path):
    tables.write(tmp_path / "out")
    imena.extract(["Баку"]).write(tmp_path / "out")
    assert not (tmp_path / "out" / "tokens.parquet").exists()


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(text):
    tables = imena.extract([(text, f"{text} Валерий Герасимов прилетел в Баку.")])
    file = io.StringIO(newline="")
    delimited.write_rows(tables.arrow()["mentions"], file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
    assert rows
    for row in rows:
        assert row["doc_id"] == "'" + text
        assert not any(value.startswith(delimited.FORMULA_STARTS) for value in row.values())


@pytest.mark.parametrize("name", ["m.xlsx", "nowhere/m.csv", "nowhere/out"])
def test_a_place_that_cannot_be_written_is_wrong_usage(tables, tmp_path, name):
    with pytest.raises(UsageError, match=r"make it first|end the output"):
        tables.write(tmp_path / name)


def test_a_file_in_the_place_of_a_folder(tables, tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(UsageError, match="is a file"):
        tables.write(tmp_path / "out")


def test_what_was_there_stays_if_writing_fails(tables, tmp_path, monkeypatch):
    path = tmp_path / "m.jsonl"
    path.write_text("before", "utf-8")
    monkeypatch.setattr(json, "dumps", lambda *args, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tables.write(path)
    assert path.read_text("utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["m.jsonl"]
