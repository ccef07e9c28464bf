"""Test writing tables and reading them back."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import imena
from imena import schema
from imena.errors import UsageError
from imena.tables import delimited
from imena.tables.annotated_documents import plain_score
from imena.tables.tables import check_target, is_folder


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


def test_scores_are_written_in_their_shortest_form(tables, tmp_path):
    """Write 0.9375508 and not 0.9375507831573486, which is the same float32."""
    expected = [None if pd.isna(s) else plain_score(s) for s in tables.mentions["score"]]
    assert None in expected
    tables.write(tmp_path / "m.csv")
    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        written = [row["score"] for row in csv.DictReader(file)]
    assert written == ["" if score is None else str(score) for score in expected]
    tables.write(tmp_path / "m.jsonl")
    lines = (tmp_path / "m.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["score"] for line in lines] == expected


@given(st.lists(st.none() | st.floats(0, 1, width=32)))
def test_a_column_of_scores_is_converted_like_single_scores(scores):
    found = delimited.values(pa.array(scores, pa.float32()))
    assert found == [plain_score(score) for score in scores]


WHOLE_FOLDER = [
    "_SUCCESS", "documents.parquet", "documents.parquet/part-00000.parquet", "entities.parquet",
    "manifest.json", "mentions.parquet", "mentions.parquet/part-00000.parquet",
    "texts.parquet", "texts.parquet/part-00000.parquet",
]  # fmt: skip


def files_below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_folder_has_all_tables_and_the_manifest(tables, tmp_path):
    folder = tmp_path / "out"
    tables.write(folder)
    assert files_below(folder) == [
        *WHOLE_FOLDER, "tokens.parquet", "tokens.parquet/part-00000.parquet",
    ]  # fmt: skip
    for name, arrow_schema in schema.SCHEMAS.items():
        stored = "entities.parquet" if name == "entities" else f"{name}.parquet/part-00000.parquet"
        assert pq.read_schema(folder / stored).equals(arrow_schema)
    assert json.loads((folder / "manifest.json").read_text("utf-8")) == tables.manifest
    assert (folder / "_SUCCESS").read_bytes() == b""


def test_pandas_reads_a_table_of_many_parts(tables, tmp_path):
    tables.write(tmp_path / "out")
    frame = pd.read_parquet(tmp_path / "out" / "mentions.parquet")
    assert frame["text"].tolist() == tables.mentions["text"].tolist()
    assert frame["label"].dtype == "category"


def single_files(folder):
    for name in schema.SCHEMAS:
        (folder / f"{name}.parquet").write_bytes(b"old")
    (folder / "manifest.json").write_text("{}", "utf-8")


def many_parts(folder):
    for name in ("mentions", "documents", "tokens"):
        for number in range(3):
            part = folder / f"{name}.parquet" / f"part-{number:05}.parquet"
            part.parent.mkdir(exist_ok=True)
            part.write_bytes(b"old")
    (folder / "_work").mkdir()
    (folder / "_work" / "part-00001.names.parquet").write_bytes(b"old")
    (folder / "_SUCCESS").touch()


def a_link(folder):
    elsewhere = folder.with_name("elsewhere")
    elsewhere.mkdir()
    (elsewhere / "part-00001.parquet").write_bytes(b"kept")
    (folder / "mentions.parquet").symlink_to(elsewhere, target_is_directory=True)


@pytest.mark.parametrize("older", [single_files, many_parts, a_link])
def test_a_second_run_replaces_the_first(older, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    older(folder)
    (folder / "notes.txt").touch()
    imena.extract(["Баку"]).write(folder)
    assert files_below(folder) == sorted([*WHOLE_FOLDER, "notes.txt"])
    if older is a_link:
        assert files_below(tmp_path / "elsewhere") == ["part-00001.parquet"]


def test_an_incomplete_folder_is_marked(tables, tmp_path, monkeypatch):
    tables.write(tmp_path / "out")

    def full(file, batch):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_batch", full)
    with pytest.raises(UsageError, match="No space left"):
        tables.write(tmp_path / "out")
    assert files_below(tmp_path / "out") == ["mentions.parquet"]


def test_tables_are_not_read_as_texts(tables, tmp_path):
    tables.write(tmp_path / "out")
    documents = imena.extract(tmp_path / "out").documents
    failed = documents[documents["status"] == "failed"].set_index("doc_id")["error"]
    for name in ("mentions", "tokens"):
        assert "a table written by imena" in failed[f"{name}.parquet/part-00000.parquet"]


def test_a_table_inside_a_folder_is_not_a_folder(tables, tmp_path):
    tables.write(tmp_path / "out")
    with pytest.raises(UsageError, match="is a folder: give a file"):
        tables.write(tmp_path / "out" / "mentions.parquet")


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(text):
    tables = imena.extract([(text, f"{text} Валерий Герасимов прилетел в Баку.")])
    file = io.StringIO(newline="")
    delimited.write_rows(tables.arrow()["mentions"].to_reader(), file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
    assert rows
    for row in rows:
        assert row["doc_id"] == "'" + text
        assert not any(value.startswith(delimited.FORMULA_STARTS) for value in row.values())


@pytest.mark.parametrize("name", ["m.xls", "nowhere/m.csv", "nowhere/out"])
def test_a_path_that_cannot_be_written_is_wrong_usage(tables, tmp_path, name):
    with pytest.raises(UsageError, match=r"create it first|end the output"):
        tables.write(tmp_path / name)


def test_a_file_where_a_folder_is_expected(tables, tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(UsageError, match="is a file"):
        tables.write(tmp_path / "out")


@pytest.mark.parametrize(
    ("output", "given", "message"),
    [
        ("s3://bucket/out", "s3://bucket/out", "is also an input"),
        ("s3://bucket/news/out", "s3://bucket/news/", "is inside the input"),
        ("s3://bucket/out?endpoint_override=a.b:1", "s3://bucket/", "is inside the input"),
        ("out", "out/mentions.parquet/part-00000.parquet", "is a table of the output"),
        ("out", "out/../out", "is also an input"),
        ("s3://bucket/out/m.xls", "news", "cannot write .xls"),
        ("s3://bucket/out/m.xlsx", "news", "is a remote file"),
    ],
)
def test_the_output_must_not_be_an_input(output, given, message):
    with pytest.raises(UsageError, match=message):
        check_target(output, [given])


@pytest.mark.parametrize(
    ("output", "folder"),
    [
        ("out", True),
        ("m.csv", False),
        (Path("m.csv"), False),
        ("s3://bucket/out?endpoint_override=localhost.x:5000", True),
    ],
)
def test_which_paths_are_folders(output, folder):
    check_target(output, ["news", "s3://bucket/news", "out/notes.txt"])
    assert is_folder(output) is folder


def test_files_are_written_locally():
    with pytest.raises(UsageError, match="is a remote file"):
        check_target("s3://bucket/m.parquet")


def test_a_file_uri(tables, tmp_path):
    tables.write((tmp_path / "out").as_uri())
    assert "_SUCCESS" in files_below(tmp_path / "out")


def test_remote_output_is_for_a_corpus(tables):
    with pytest.raises(UsageError, match="extract_corpus"):
        tables.write("s3://bucket/out")


def test_existing_files_are_kept_if_writing_fails(tables, tmp_path, monkeypatch):
    path = tmp_path / "m.jsonl"
    path.write_text("before", "utf-8")
    monkeypatch.setattr(json, "dumps", lambda *args, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tables.write(path)
    assert path.read_text("utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["m.jsonl"]
