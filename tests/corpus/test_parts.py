"""Test that the parts of a corpus give the same documents as reading it at once."""

import io
import json
import os
import pickle
import random
import sys
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.corpus import files, inputs, parts, readers
from imena.corpus.document import Document
from imena.corpus.files import read_paths
from imena.corpus.parts import FileRef, Part, fingerprint, from_table, plan, to_table, total_size
from imena.errors import UsageError
from imena.options import ReadOptions
from imena.problems import problem
from imena.storage import disk_sort

OPTIONS = ReadOptions()
BAD = {
    **{
        f"spoilt{suffix}": bytes(range(256)) * 9 for suffix in (*readers.READERS, *readers.ARCHIVES)
    },
    **{f"empty{suffix}": b"" for suffix in (*readers.READERS, *readers.ARCHIVES)},
    "picture.png": b"\x89PNG",
    "no-suffix": b"Text",
    "packed.rar": b"Rar!",
    "columns.csv": "name,body\nx,Баку\n".encode(),
}


def through_parquet(table):
    file = io.BytesIO()
    pq.write_table(table, file)
    return pq.read_table(file)


def read_parts(planned, options=OPTIONS):
    """Read the documents of all parts, as another process does."""
    found = []
    for part in planned:
        pairs = list(from_table(through_parquet(to_table(part.items)), options))
        assert [position for position, _ in pairs] == sorted(position for position, _ in pairs)
        assert {position for position, _ in pairs} == set(range(len(part.items)))
        found += [document for _, document in pairs]
    return found


def plain(document):
    return (*(getattr(document, name) for name in Document.__slots__ if name != "meta"),
            dict(document.meta))  # fmt: skip


@pytest.fixture
def corpus(tmp_path, samples):
    """Make two folders with equal names, files of every kind, broken files, links and unusual
    names.
    """
    root = tmp_path / "corpus"
    for folder in ("a", "b"):
        (root / folder / "deep").mkdir(parents=True)
        for suffix, raw in samples.items():
            (root / folder / f"a.txt{suffix}").write_bytes(raw)
            (root / folder / "deep" / f"x{suffix}").write_bytes(raw)
            if suffix != ".eml":
                (root / folder / f"short{suffix}").write_bytes(raw[: len(raw) // 2])
        for name, raw in BAD.items():
            (root / folder / name).write_bytes(raw)
    lines = ['{"id": "x.txt#2", "text": "1", "n": [1, {"m": null}]}', "{", '{"text": "\\ud83d"}']
    (root / "a" / "lines.jsonl").write_text("\n".join(lines), "utf-8")
    (root / "b" / "empty.jsonl").touch()
    (root / "b" / "link.txt").symlink_to(root / "a" / "deep" / "x.txt")
    (root / "b" / "gone.txt").symlink_to(root / "nowhere")
    if sys.platform == "linux":  # file systems that allow names that are not valid Unicode
        for name in (b"\xc1\xe0.txt", b"\xff.csv", b"n\nl.txt"):
            Path(os.fsdecode(bytes(root) + b"/" + name)).write_bytes("text\nБаку".encode())
    return root


WAYS = {
    "a folder": lambda root: [root],
    "two folders, one in the other": lambda root: [root / "b", root],
    "two folders with equal names": lambda root: [root / "a", root / "b"],
    "files and folders": lambda root: [root / "b" / "a.txt.csv", root / "a", root / "a" / "deep"],
    "a glob": lambda root: [f"{root}/*/*.txt*"],
    "the same twice": lambda root: [root / "a", root / "a"],
}


@pytest.mark.parametrize("documents", [1, 3, 2000])
@pytest.mark.parametrize("way", WAYS)
def test_parts_give_the_documents_of_reading_at_once(corpus, way, documents, monkeypatch):
    monkeypatch.setattr(parts, "PART_DOCUMENTS", documents)
    monkeypatch.setattr(disk_sort, "IN_MEMORY", 5)
    paths = WAYS[way](corpus)
    expected = list(read_paths(paths, OPTIONS))
    planned = list(plan([Path(path) for path in paths], OPTIONS))
    assert [plain(d) for d in read_parts(planned)] == [plain(d) for d in expected]
    assert len({d.doc_id for d in expected}) == len(expected) > 10
    assert all(0 < len(part.items) <= documents for part in planned)
    assert [part.number for part in planned] == list(range(len(planned)))
    assert sum(part.size for part in planned) == total_size([Path(path) for path in paths]) > 0


def test_planning_does_not_open_a_file_that_is_one_document(corpus, monkeypatch):
    def refuse(path):
        raise AssertionError(f"{path} was opened")

    for name in list(readers.READERS):
        for folder in ("a", "b"):
            for file in (corpus / folder).rglob(f"*{name}"):
                if name in files.CONTAINERS:
                    file.unlink()
    for file in chain(corpus.rglob("*.zip"), corpus.rglob("*.gz"), corpus.rglob("*.csv")):
        file.unlink()
    monkeypatch.setattr("imena.corpus.source._open", refuse)
    items = [item for part in plan(corpus, OPTIONS) for item in part.items]
    assert {type(item) for item in items} == {FileRef}
    assert len(items) > 30


def test_relative_paths_work_from_another_folder(corpus, monkeypatch):
    monkeypatch.chdir(corpus.parent)
    expected = [plain(d) for d in read_paths(["corpus"], OPTIONS)]
    tables = [to_table(part.items) for part in plan("corpus", OPTIONS)]
    monkeypatch.chdir("/")
    found = [plain(d) for table in tables for _, d in from_table(table, OPTIONS)]
    assert found == expected
    sources = [document[2] for document in found]
    assert all(source.startswith("corpus/") for source in sources)


def test_standard_input_is_kept_in_memory(monkeypatch):
    class Stdin:
        buffer = io.BytesIO('{"id": "x", "text": "Баку"}\n{"text": "Москва"}'.encode())

    monkeypatch.setattr(sys, "stdin", Stdin())
    (part,) = plan(Path("-"), OPTIONS)
    assert [d.doc_id for d in read_parts([part])] == ["x", "stdin:2"]


MEMORY = {
    "texts": ["Баку", "", None, 5, "half \ud83d"],
    "pairs": [("x", "Баку"), ("x", "Москва"), ("\udcff", "Киев")],
    "a dictionary": {"x": "Баку", 7: "Москва"},
    "a frame": pd.DataFrame({"text": ["Баку", np.nan], "n": [1, 2.5], "id": ["x", "x"]}),
    "nothing": [],
}


@pytest.mark.parametrize("kind", MEMORY)
def test_texts_in_memory(kind, monkeypatch):
    monkeypatch.setattr(parts, "PART_DOCUMENTS", 2)
    docs = MEMORY[kind]
    expected = list(inputs.read(docs, OPTIONS))
    planned = list(plan(docs, OPTIONS))
    assert [plain(d) for d in read_parts(planned)] == [plain(d) for d in expected]
    assert len(planned) == (len(expected) + 1) // 2
    assert sum(part.size for part in planned) == total_size(docs)


def test_values_that_json_does_not_have_are_strings():
    when = pd.Timestamp("2018-09-06")
    (part,) = plan(pd.DataFrame({"text": ["Баку"], "when": [when]}), OPTIONS)
    (document,) = read_parts([part])
    assert document.meta == {"when": str(when)}


def test_input_that_cannot_be_divided_is_wrong_usage(tmp_path):
    for docs in (None, 5, tmp_path / "nothing", [tmp_path / "nothing"], ["s3://"]):
        with pytest.raises(UsageError):
            plan(docs, OPTIONS)
    with pytest.raises(UsageError, match=r"pathlib\.Path"):
        plan([__file__], OPTIONS)
    with pytest.raises(UsageError, match="unknown encoding"):
        plan(Path(__file__), ReadOptions(encoding="nonsense"))


def test_uris_are_paths_but_web_links_are_texts(tmp_path):
    (tmp_path / "a.txt").write_text("Баку", "utf-8")
    with pytest.raises(UsageError, match="nonsense"):
        plan(["nonsense://bucket/a"], OPTIONS)
    for texts in (["https://example.org/a"], ["s3://b is\nа text"], ["Баку", "s3://b"]):
        assert [d.text for d in inputs.read(texts, OPTIONS)] == texts


def test_parts_are_divided_by_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "PART_BYTES", 100)
    for name, size in {"a": 60, "b": 40, "c": 1, "d": 500, "e": 0, "f": 100}.items():
        (tmp_path / f"{name}.txt").write_bytes(b"x" * size)
    planned = list(plan(tmp_path, OPTIONS))
    names = ["".join(item.name[0] for item in part.items) for part in planned]
    assert names == ["ab", "c", "d", "ef"]
    assert [part.size for part in planned] == [100, 1, 500, 100]
    texts = ["x" * 20, "x" * 30, "x" * 1, "x" * 49]
    assert [len(part.items) for part in plan(texts, OPTIONS)] == [2, 2]


def test_a_plan_is_made_lazily(monkeypatch):
    monkeypatch.setattr(parts, "PART_DOCUMENTS", 10)
    given = []

    def texts():
        for i in range(1000):
            given.append(i)
            yield f"текст {i}"

    planned = plan(texts(), OPTIONS)
    next(planned)
    assert len(given) < 15
    assert [part.number for part in planned] == list(range(1, 100))


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_the_bytes_of_a_container_are_counted_while_reading(tmp_path, suffix, monkeypatch):
    monkeypatch.setattr(parts, "PART_DOCUMENTS", 1000)
    rng = random.Random(1)
    words = [f"{rng.random()}" for _ in range(1000)]
    frame = pd.DataFrame({"text": [" ".join(rng.choices(words, k=20)) for _ in range(20_000)]})
    path = tmp_path / f"a{suffix}"
    if suffix == ".jsonl":
        frame.to_json(path, orient="records", lines=True)
    elif suffix == ".csv":
        frame.to_csv(path, index=False)
    else:
        frame.to_parquet(path, row_group_size=1000)
    sizes = [part.size for part in plan(path, OPTIONS)]
    assert sum(sizes) == path.stat().st_size
    assert len(sizes) == 20
    if suffix != ".parquet":  # pyarrow reads ahead
        assert max(sizes) < 2.5 * sum(sizes) / len(sizes)


def test_a_fingerprint_depends_on_the_contents_of_a_part(corpus):
    one, two = ([fingerprint(part) for part in plan(corpus, OPTIONS)] for _ in range(2))
    assert one == two
    file = corpus / "a" / "a.txt.txt"
    os.utime(file, ns=(0, 0))
    assert [fingerprint(part) for part in plan(corpus, OPTIONS)] != one


ITEM = Document("a", "Баку", "a.jsonl:1", "utf-8", {"n": 1})
FILE = FileRef("a", "a.txt", 1, 2)
OTHERS = [
    Document("b", "Баку", "a.jsonl:1", "utf-8", {"n": 1}),
    Document("a", "Москва", "a.jsonl:1", "utf-8", {"n": 1}),
    Document("a", "Баку", "a.jsonl:1", "utf-8", {"n": 2}),
    Document("a", "Баку", "a.jsonl:1", "utf-8", {"n": 1}, "broken"),
    Document("", "aБаку", "a.jsonl:1", "utf-8", {"n": 1}),
    FILE,
    FileRef("b", "a.txt", 1, 2),
    FileRef("a", "b.txt", 1, 2),
    FileRef("a", "a.txt", 2, 2),
    FileRef("a", "a.txt", 1, 3),
]


def test_fingerprints_differ():
    holds = [(), (ITEM,), (ITEM, ITEM), *((other,) for other in OTHERS)]
    found = [fingerprint(Part(0, items, 0)) for items in holds]
    assert len(set(found)) == len(found)
    assert found == [fingerprint(Part(7, items, 99)) for items in holds]
    assert all(len(mark) == 32 for mark in found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
TEXT = st.text(st.characters(categories=None))  # lone surrogates too
VALID = st.text()
PROBLEMS = st.builds(lambda error: problem("other", error=error), VALID)
DOCUMENTS = st.builds(
    Document, VALID, TEXT, st.none() | VALID, st.none() | VALID, st.dictionaries(TEXT, JSON),
    st.none() | PROBLEMS, st.none() | PROBLEMS, st.none() | VALID, st.none() | VALID,
)  # fmt: skip


@given(st.lists(DOCUMENTS, max_size=5))
def test_documents_survive_conversion_to_a_table(documents):
    found = list(from_table(through_parquet(to_table(documents)), OPTIONS))
    assert found == list(enumerate(documents))


def test_reading_a_table_can_start_at_any_row(corpus):
    (part,) = plan(corpus, OPTIONS)
    table = to_table(part.items)
    everything = [document for _, document in from_table(table, OPTIONS)]
    later = list(from_table(table.slice(7), OPTIONS))
    assert [document for _, document in later] == everything[7:]
    assert later[0][0] == 0


def test_a_file_with_more_than_one_document(tmp_path, monkeypatch):
    def twice(source, options):
        yield Document(source.name, "1", source.where)
        yield Document(source.name, "2", source.where)

    monkeypatch.setitem(readers.READERS, ".txt", twice)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).touch()
    found = [(d.doc_id, d.text) for d in read_parts(plan(tmp_path, OPTIONS))]
    assert found == [("a.txt", "1"), ("a.txt#2", "2"), ("b.txt", "1"), ("b.txt#2", "2")]


def test_files_are_read_one_by_one(corpus):
    (part,) = plan(corpus / "a", OPTIONS)
    pairs = from_table(to_table(part.items), OPTIONS)
    first = next(pairs)
    for file in corpus.rglob("*"):
        if file.is_file():
            file.unlink()
    assert not first[1].error or "leave" not in str(first[1].error)
    assert "leave it out" in str(dict(pairs)[1].error)


def test_a_record_nested_too_deeply_fails(tmp_path):
    for depth in (100, 600):
        nested = "[" * depth + "]" * depth
        path = tmp_path / f"{depth}.jsonl"
        path.write_text(f'{{"text": "Баку", "n": {nested}}}\n{json.dumps({"text": "2"})}')
        expected = list(read_paths([path], OPTIONS))
        assert [plain(d) for d in read_parts(plan(path, OPTIONS))] == [plain(d) for d in expected]
        assert [d.text for d in expected] == ["" if depth > 500 else "Баку", "2"]
        assert (expected[0].error is None) == (depth < 500)


def test_unknown_sizes(tmp_path):
    for docs in (iter(["Баку"]), Path("-"), [tmp_path, Path("-")], tmp_path / "nothing"):
        with pytest.raises(UsageError):
            total_size(docs)


def test_parts_can_be_pickled():
    part = Part(0, (ITEM, FILE), 3)
    assert pickle.loads(pickle.dumps(part)) == part
