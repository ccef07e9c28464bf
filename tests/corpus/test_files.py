"""Test files, folders, globs and records as input."""

import io
import json
import sys

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from imena.corpus import readers, source
from imena.corpus.document import Document
from imena.corpus.files import read_paths, unique_ids
from imena.corpus.formats import jsonl
from imena.errors import UsageError
from imena.options import ReadOptions

OPTIONS = ReadOptions()


def read(*paths, options=OPTIONS):
    return list(read_paths(paths, options))


def test_a_text_file_is_one_document(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Раз\r\nдва".encode())
    (document,) = read(path)
    assert (document.doc_id, document.text) == ("a.txt", "Раз\r\nдва")
    assert (document.source, document.encoding) == (str(path), "utf-8")


def test_a_folder_is_read_recursively_in_order(tmp_path):
    for name in ("б/в.txt", "a.txt", ".hidden/x.txt", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, "utf-8")
    assert [document.doc_id for document in read(tmp_path)] == ["a.txt", "б/в.txt"]


def test_a_glob(tmp_path):
    for name in ("1.txt", "2.txt", "3.csv"):
        (tmp_path / name).write_text("text\nБаку\n", "utf-8")
    assert [document.doc_id for document in read(str(tmp_path / "*.txt"))] == ["1.txt", "2.txt"]
    with pytest.raises(UsageError, match="no file matches"):
        read(str(tmp_path / "*.pdf"))


def test_repeated_names_get_a_number(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(folder, "utf-8")
    found = read(tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt")
    assert [document.doc_id for document in found] == ["x.txt", "x.txt#2"]


def test_ids_are_unique():
    ids = ["a", "a", "a#2", "a", "\udcff"]
    found = [d.doc_id for d in unique_ids(Document(doc_id, "") for doc_id in ids)]
    assert len(set(found)) == len(ids)
    assert found[-1] == "\\udcff"


def test_standard_input(monkeypatch):
    class Stdin:
        buffer = io.BytesIO("Баку".encode())

    monkeypatch.setattr(sys, "stdin", Stdin())
    (document,) = read("-")
    assert (document.doc_id, document.text, document.source) == ("stdin", "Баку", "-")


def test_jsonl(tmp_path):
    path = tmp_path / "news.jsonl"
    records = [{"id": 7, "text": "Раз", "date": "2018-09-06"}, {"text": "Два"}, {"text": None}]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    found = read(path)
    assert [d.doc_id for d in found] == ["7", "news.jsonl:2", "news.jsonl:3"]
    assert [d.text for d in found] == ["Раз", "Два", ""]
    assert found[0].meta == {"date": "2018-09-06"}
    assert found[1].source == f"{path}:2"


def test_a_broken_line_of_jsonl_does_not_affect_the_others(tmp_path):
    path = tmp_path / "news.jsonl"
    lines = [
        b'\xef\xbb\xbf{"text": "one"}',
        b'{"text": "broken"',
        b'["a list"]',
        b'{"body": "no text"}',
        b'{"text": 5}',
        b'{"text": "\xcc\xee\xf1\xea\xe2\xe0"}',
        b"[" * 100_000,
        b"",
        b'{"text": "last"}',
    ]
    path.write_bytes(b"\n".join(lines))
    found = read(path)
    assert [d.text for d in found] == ["one", "", "", "", "", "Москва", "", "last"]
    errors = [d.error and str(d.error) for d in found]
    assert errors[0] is errors[5] is errors[-1] is None
    assert found[5].encoding == "cp1251"  # a line in another encoding
    for error, word in zip(
        errors[1:5] + errors[6:-1],
        ["line 2 is not valid JSON", "not a JSON object", "--text-column", "int", "line 7"],
        strict=True,
    ):
        assert word in error


def test_a_number_that_is_too_long_fails_its_line_only(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "a", "n": ' + "1" * 5000 + '}\n{"text": "b"}', "utf-8")
    first, second = read(path)
    assert "line 1 cannot be read" in str(first.error)
    assert second.text == "b"


def test_a_table_of_imena_is_not_a_corpus(tables, tmp_path):
    tables.write(tmp_path / "mentions.csv")
    tables.write(tmp_path / "mentions.parquet")
    tables.write(tmp_path / "mentions.jsonl")
    found = read(tmp_path)
    assert all("written by imena" in str(document.error) for document in found)
    assert len(found) == 2 + len(tables.mentions)


def test_a_file_given_twice_is_read_once(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "deep/b.txt"):
        (tmp_path / name).write_text("Баку", "utf-8")
    found = read(tmp_path / "a.txt", tmp_path, str(tmp_path / "**"))
    assert [document.doc_id for document in found] == ["a.txt", "deep/b.txt"]


def test_an_unforeseen_error_of_a_reader_is_a_failed_document(tmp_path, monkeypatch):
    def fail(source, options):
        raise OverflowError("boom")
        yield

    monkeypatch.setitem(readers.READERS, ".csv", fail)
    for name in ("a.csv", "b.txt"):
        (tmp_path / name).write_text("Баку", "utf-8")
    failed, good = read(tmp_path)
    assert "OverflowError: boom" in str(failed.error)
    assert good.text == "Баку"


def test_a_parquet_cell_that_is_not_utf8_fails_its_row_only(tmp_path):
    path = tmp_path / "a.parquet"
    raw = pa.array(["Баку".encode(), b"\xff\xfe", "Москва".encode()], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    pq.write_table(pa.table({"text": text}), path)
    assert [(d.text, d.error is None) for d in read(path)] == [
        ("Баку", True),
        ("", False),
        ("Москва", True),
    ]


def test_a_line_over_the_limit_is_skipped(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "MAX_BYTES", 100)
    path = tmp_path / "long.jsonl"
    path.write_text(
        json.dumps({"text": "x" * 1000}) + "\n" + json.dumps({"text": "short"}), "utf-8"
    )
    first, second = read(path)
    assert "more than the limit" in str(first.error)
    assert second.text == "short"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'id,text,n\nx,"Баку, столица",1\ny,Москва,2\n'),
        ("excel.csv", "\ufeffid;text;n\r\nx;Баку, столица;1\r\ny;Москва;2\r\n"),
        ("tabs.tsv", "id\ttext\tn\nx\tБаку, столица\t1\ny\tМосква\t2\n"),
    ],
)
def test_csv_dialects(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content.encode())
    found = read(path)
    assert [(d.doc_id, d.text) for d in found] == [("x", "Баку, столица"), ("y", "Москва")]
    assert found[0].meta == {"n": "1"}


def test_csv_with_blank_lines_and_a_two_line_header(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('\n \n"n\nm",text\n1,Баку\n\n2,Москва\n', "utf-8")
    assert [(d.text, d.error) for d in read(path)] == [("Баку", None), ("Москва", None)]


def test_csv_with_an_unquoted_text_is_an_error(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,Баку, столица\n2,Москва\n", "utf-8")
    first, second = read(path)
    assert "3 cells, but the table has 2 columns" in str(first.error)
    assert second.text == "Москва"


@pytest.mark.parametrize("encoding", [None, "utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_removed_for_any_encoding(tmp_path, encoding):
    for name, content in (
        ("a.txt", "Баку"),
        ("b.csv", "text\nБаку"),
        ("c.jsonl", '{"text": "Баку"}'),
    ):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + content.encode())
    found = read(tmp_path, options=ReadOptions(encoding=encoding))
    assert [document.text for document in found] == ["Баку"] * 3


def test_csv_with_a_row_in_another_encoding(tmp_path):
    path = tmp_path / "mixed.csv"
    path.write_bytes("text\nБаку\n".encode() + "Москва\n".encode("cp1251") + "Киев\n".encode())
    found = read(path)
    assert [d.text for d in found] == ["Баку", "Москва", "Киев"]
    assert [d.encoding for d in found] == ["utf-8", "cp1251", "utf-8"]
    texts = [d.text for d in read(path, options=ReadOptions(encoding="cp1251"))]
    assert texts[1] == "Москва"
    asked = read(path, options=ReadOptions(encoding="utf-8"))[1]
    assert "not utf-8" in str(asked.error)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_missing_text_column_is_an_error_that_lists_the_columns(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    frame = pd.DataFrame({"body": ["Баку"], "key": ["k"]})
    frame.to_csv(path, index=False) if suffix == "csv" else frame.to_parquet(path)
    (document,) = read(path)
    assert "'body'" in str(document.error)
    assert "--text-column" in str(document.error)
    (document,) = read(path, options=ReadOptions(text_column="body", id_column="key"))
    assert (document.doc_id, document.text, document.error) == ("k", "Баку", None)


def test_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    pd.DataFrame({"id": [1, 2], "text": ["Баку", None], "n": [3, 4]}).to_parquet(path)
    first, second = read(path)
    assert (first.doc_id, first.text, first.source) == ("1", "Баку", f"{path}:1")
    assert (second.text, second.error) == ("", None)


def test_any_error_of_a_file_is_a_failed_document(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MAX_BYTES", 1000)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "empty.csv").touch()
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "long.txt").write_bytes(b"x" * 1001)
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 nonsense")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "good.txt").write_text("Баку", "utf-8")
    found = {document.doc_id: document for document in read(tmp_path)}
    assert {name for name, document in found.items() if document.error} == {
        "binary.txt", "long.txt", "broken.parquet", "picture.png", "gone.txt",
    }  # fmt: skip
    assert "1,000 bytes, the limit" in str(found["long.txt"].error)
    assert ".png" in str(found["picture.png"].error)
    assert found["good.txt"].text == "Баку"
    assert found["empty.csv"].text == ""


def test_a_path_that_does_not_exist_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match=r"nothing\.txt"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(UsageError, match="contains no files"):
        read(tmp_path)
    with pytest.raises(UsageError, match="the path is empty"):
        read("")
    with pytest.raises(UsageError, match=r"imena\.extract\(\[text\]\)"):
        read("Начальник Генштаба прилетел в Баку. " * 50)
