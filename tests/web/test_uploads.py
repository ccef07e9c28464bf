import gzip
import io
import zipfile

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from imena.errors import InputError
from imena.web import uploads


def zipped(suffix=".txt", **files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name}{suffix}", content)
    return buffer.getvalue()


DOCX_BOMB = zipped(".xml", document="а" * 30_000_000)  # measured before it is opened


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.txt", "Москва".encode("cp1251") + b" " + "и Баку ждут гостей".encode("cp1251"), 1),
        ("a.csv", "id,text\nа,Москва\nб,Баку\n".encode(), 2),
        ("a.jsonl", '{"text": "Москва"}\n{"text": "Баку"}\n'.encode(), 2),
        ("a.html", "<p>Герасимов прилетел в Баку, где его ждал Данфорд.</p>".encode(), 1),
        ("a.eml", "Subject: x\n\nБаку".encode(), 1),
        ("a.zip", zipped(a="Москва", b="Баку"), 2),
        ("a.txt.gz", gzip.compress("Москва".encode()), 1),
    ],
)
def test_files_are_read_by_their_suffix(name, content, texts):
    found = uploads.read(name, content)
    assert len(found) == texts
    assert all(document.error is None for document in found)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\Users\\me\\passwd.txt", "/etc/passwd.txt"]
)
def test_a_file_name_is_not_a_path(name):
    [document] = uploads.read(name, "Баку".encode())
    assert (document.doc_id, document.text) == ("passwd.txt", "Баку")


def test_another_text_column():
    [document] = uploads.read("a.csv", "id,words\n1,Баку\n".encode(), "words")
    assert document.text == "Баку"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.exe", b"MZ", "imena cannot read .exe"),
        ("", b"x", "imena cannot read files without a suffix"),
        ("a.docx", b"no", "not a readable Word document"),
        ("a.zip", b"no", "ZIP archive"),
        (
            "a.csv",
            "id,words\n1,Баку\n".encode(),
            "the column 'text' does not exist; the columns are 'id', 'words'",
        ),
        ("a.zip", zipped(a="а" * 30_000_000), "larger than 50 MB when unpacked"),
        ("a.txt.gz", gzip.compress(b"a" * 60_000_000), "larger than 50 MB when unpacked"),
        ("a.docx", DOCX_BOMB, "larger than 50 MB when unpacked"),
        ("a.docx.gz", gzip.compress(DOCX_BOMB), "larger than 50 MB when unpacked"),
        ("a.zip", zipped(".docx", a=b"no", b=DOCX_BOMB), "larger than 50 MB when unpacked"),
        ("a.txt", b"a" * 1_000_001, "more than 1,000,000 characters"),
        ("a.csv", b"text\n" + b"x\n" * 1_001, "or 1,000 documents"),
    ],
)
def test_unreadable_files_are_errors(name, content, message):
    with pytest.raises(InputError) as raised:
        uploads.read(name, content)
    assert message in str(raised.value)


ONE = '{"id": "1", "words": "Баку"}\n'


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_a_missing_column_is_an_error_that_lists_the_columns(suffix):
    buffer = io.BytesIO()
    pq.write_table(pa.table({"id": ["1"], "words": ["Баку"]}), buffer)
    content = {
        "csv": "id,words\n1,Баку\n".encode(),
        "jsonl": (2 * ONE).encode(),
        "parquet": buffer.getvalue(),
    }
    with pytest.raises(uploads.FileError) as raised:
        uploads.read(f"a.{suffix}", content[suffix])
    assert raised.value.words == "noColumn"
    assert raised.value.values == {"column": "text", "columns": "'id', 'words'"}
    assert str(raised.value).endswith("as the column with the text (text_column)")


def test_only_the_record_without_the_column_fails():
    found = uploads.read("a.jsonl", f'{{"text": "Москва"}}\n{ONE}'.encode())
    assert found[0].error is None
    assert "--text-column" not in str(found[1].error)


@pytest.mark.parametrize("in_lists", [False, True])
def test_rows_with_one_repeated_text_take_little_memory(in_lists):
    """Upload a thousand rows with one text: a file of one kilobyte, 600 MB as strings."""
    rows = pa.DictionaryArray.from_arrays(np.zeros(1_000, np.int32), ["б" * 300_000])
    if in_lists:
        rows = pa.ListArray.from_arrays(np.arange(1_001, dtype=np.int32), rows)
    buffer = io.BytesIO()
    table = pa.table({"text": rows})
    pq.write_table(table, buffer, compression="zstd", store_schema=False)
    assert len(buffer.getvalue()) < 10_000
    default = pa.default_memory_pool()
    pool = pa.proxy_memory_pool(default)
    pa.set_memory_pool(pool)
    try:
        if in_lists:
            assert all(
                "instead of text" in str(one.error)
                for one in uploads.read("a.parquet", buffer.getvalue())
            )
        else:
            with pytest.raises(InputError, match="more than 1,000,000 characters"):
                uploads.read("a.parquet", buffer.getvalue())
    finally:
        pa.set_memory_pool(default)
    assert pool.max_memory() < 20_000_000
