"""Test a folder with every kind of damaged file: each one fails with a reason, and all others are
read.
"""

import gzip
import os
import socket
import sys
from pathlib import Path

import pytest

import imena
from imena.corpus import source
from imena.corpus.files import read_paths
from imena.options import ReadOptions
from imena.problems import problem

LIMIT = 2_000_000  # limit for one text in bytes, lowered for the test

# File name: its bytes, and words that the error must contain.
BAD = {
    "binary.txt": (bytes(range(256)) * 9, "--encoding"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6", "--encoding"),
    "zeros.txt": (b"\0" * 5000, "--encoding"),
    "huge.txt": (b"x" * (LIMIT + 1), "split it"),
    "picture.png": (b"\x89PNG", "convert it"),
    "no-suffix": (b"Text", "convert it"),
    "packed.rar": (b"Rar!", "unpack it"),
    "broken.parquet": (b"PAR1 nonsense PAR1", "leave it out"),
    "short.parquet": (b"PAR1", "leave it out"),
    "columns.csv": ("name,body\nx,Баку\n".encode(), "--text-column"),
    "binary.csv": (bytes(range(256)) * 9, "column"),
    "wide.jsonl": ('{"text": "Баку"}'.encode("utf-16"), "convert"),
    "menu.html": (b"<html><head><title>x</title></head><script>1</script></html>", "leave it out"),
    "empty.html": (b"", "leave it out"),
    "garbage.pdf": (b"%PDF-1.4 garbage", "new PDF"),
    "empty.pdf": (b"", "new PDF"),
    "garbage.docx": (b"PK\3\4 garbage", "again"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + bytes(512), "save it as .docx"),
    "garbage.eml": (bytes(range(256)), ".txt"),
    "empty.eml": (b"", ".txt"),
    "garbage.zip": (b"PK\3\4 garbage", "again"),
    "garbage.txt.gz": (b"\x1f\x8b garbage", "again"),
    "short.txt.gz": (gzip.compress(os.urandom(5000))[:3000], "again"),
}
# Files made from valid ones: the suffix, how the bytes are changed, and words of the error.
DAMAGED = {
    "truncated.zip": (".zip", lambda raw: raw[:-30], "again"),
    "truncated.docx": (".docx", lambda raw: raw[: len(raw) // 2], "again"),
    "truncated.parquet": (".parquet", lambda raw: raw[: len(raw) // 2], "leave it out"),
    "truncated.pdf": (".pdf", lambda raw: raw[:200], "new PDF"),
    "a-zip.docx": (".zip", lambda raw: raw, "again"),
}


@pytest.fixture
def folder(tmp_path, samples, make, monkeypatch):
    """Make damaged files of every kind among valid ones of every format."""
    monkeypatch.setattr(source, "MAX_BYTES", LIMIT)
    root = tmp_path / "folder"
    (root / "good").mkdir(parents=True)
    for suffix, raw in samples.items():
        (root / "good" / f"a.txt{suffix}").write_bytes(raw)
    for name, (raw, _) in BAD.items():
        (root / name).write_bytes(raw)
    for name, (suffix, damage, _) in DAMAGED.items():
        (root / name).write_bytes(damage(samples[suffix]))
    return root


def read(*paths):
    return {d.doc_id: d for d in read_paths(paths, ReadOptions())}


def doc_id(name):
    """Return the id of the document in a file."""
    return f"{name}!/{name[:-3]}" if name.endswith(".gz") else name


def test_bad_files_have_reasons_and_good_ones_are_read(folder, make):
    found = read(folder)
    expected = {name: words for name, (*_, words) in (BAD | DAMAGED).items()}
    for name, words in expected.items():
        document = found[doc_id(name)]
        assert words in str(document.error or ""), (name, document)
        assert document.source.endswith(doc_id(name))
    good = [d for d in found.values() if d.error is None]
    assert sum(make.NEWS in d.text for d in good) == 12
    assert len(found) == len(BAD) + len(DAMAGED) + 12


def test_the_tables_contain_all_files(folder, nlp):
    tables = imena.extract(folder, model=nlp)
    failed = tables.documents[tables.documents["status"] == "failed"]
    assert len(failed) == len(BAD) + len(DAMAGED)
    assert failed["error"].str.len().min() > 20
    people = tables.mentions[tables.mentions["normal"] == "Валерий Герасимов"]
    assert people["doc_id"].nunique() == 12


def test_a_broken_record_is_a_failed_document(tmp_path):
    lines = [
        b'{"text": "1"}',
        b"{",
        b"[1]",
        b'{"text": 5}',
        b'{"text": "\\ud83d"}',
        b'{"text": "2\\u0000"}',
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    (tmp_path / "b.csv").write_bytes('id,text\n1,Баку\n1,"a,b",c\n1,Моск\0ва\n1\n"1'.encode())
    found = read(tmp_path)
    errors = {name for name, d in found.items() if d.error}
    assert {"a.jsonl:2", "a.jsonl:3", "a.jsonl:4", "b.csv:3"} <= errors
    assert found["a.jsonl:1"].text == "1"
    assert found["a.jsonl:5"].text == "\ufffd"
    assert found["1"].text == "Баку"


def test_a_repeated_id(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "1"}\n{"id": "x", "text": "2"}')
    (tmp_path / "b.jsonl").write_text('{"id": "x", "text": "3"}')
    assert {n: d.text for n, d in read(tmp_path).items()} == {"x": "1", "x#2": "2", "x#3": "3"}


def test_cyclic_and_broken_links(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("1")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = read(tmp_path)
    assert {n: d.text for n, d in found.items() if not d.error} == {"a/x.txt": "1"}
    assert {n for n, d in found.items() if d.error} == {"self.txt", "gone.txt"}
    assert all("leave it out" in str(d.error) for d in found.values() if d.error)


def test_a_linked_folder_is_read(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.txt").write_text("1")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "link").symlink_to(tmp_path / "elsewhere")
    assert {n: d.text for n, d in read(tmp_path / "corpus").items()} == {"link/x.txt": "1"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_pipes_and_sockets_do_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "x.txt").write_text("1")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "s.txt"))  # the path of a socket must be short
        found = read(tmp_path)
    assert found["x.txt"].text == "1"
    assert all(
        "not a regular file" in str(found[n].error) for n in ("pipe.txt", "pipe.jsonl", "s.txt")
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_and_a_folder_without_permission(tmp_path):
    (tmp_path / "locked").mkdir(mode=0)
    (tmp_path / "a.txt").touch(mode=0)
    found = read(tmp_path)
    assert all("allow yourself" in str(found[n].error) for n in ("locked", "a.txt"))


def test_a_file_without_permission_has_a_reason(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(source, "_open", refuse)
    (tmp_path / "a.txt").touch()
    assert read(tmp_path)["a.txt"].error == problem("denied")


@pytest.mark.skipif(sys.platform != "linux", reason="names there are Unicode")
def test_file_names_that_are_not_unicode(tmp_path, nlp):
    folder = os.fsencode(tmp_path)
    for name in (b"\xc1\xe0\xea\xf3.txt", b"\xff.bin", b"n\nl.txt"):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes("Москва".encode())
    tables = imena.extract(tmp_path, model=nlp)
    tables.write(tmp_path.parent / "names.parquet")
    assert sorted(tables.documents["doc_id"]) == [
        *("\\udcc1\\udce0\\udcea\\udcf3.txt", "\\udcff.bin", "n\nl.txt"),
    ]
