"""Test what a run does with its output folder, and which folders it refuses."""

import subprocess
from pathlib import Path

import pytest
from tests.helpers.corpus_runs import (
    PART,
    InProcessEngine,
    assert_complete_and_equal,
    command,
    contents,
    wait_for_parts,
)

import imena
from imena.api.extract_corpus import extract_corpus
from imena.errors import UsageError
from imena.run import corpus as corpus_run
from imena.run.folder import Folder
from imena.run.state import State

pytestmark = pytest.mark.usefixtures("small_parts")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engine": "spark"}, "unknown engine 'spark'"),
        ({"jobs": 0}, "give 1 or more"),
        ({"scheduler": "tcp://localhost:1"}, "--engine dask"),
        ({"spans": "round"}, "choose nested"),
        ({"model": "ru_imena_xl"}, "unknown model"),
        ({"docs": [Path("nothing.txt")]}, "no such file"),
    ],
)
def test_wrong_usage(tmp_path, options, message):
    with pytest.raises(UsageError, match=message):
        extract_corpus(**{"docs": ["Баку"], "output": tmp_path / "out", **options})


@pytest.mark.usefixtures("here")
def test_nothing_is_written_if_the_engine_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus_run, "cluster_names", None)
    with pytest.raises(TypeError):
        extract_corpus(["Баку"], tmp_path / "out", jobs=1)
    assert not (tmp_path / "out" / "_SUCCESS").exists()
    monkeypatch.undo()
    assert len(extract_corpus(["Баку"], tmp_path / "out", jobs=1).mentions) == 1


@pytest.mark.usefixtures("here")
def test_no_folder_is_created_without_a_model(tmp_path, monkeypatch):
    monkeypatch.setattr(InProcessEngine, "prepared", no_model)
    with pytest.raises(UsageError, match="unknown model"):
        extract_corpus(["Баку"], tmp_path / "out", jobs=1)
    assert list(tmp_path.iterdir()) == []


def no_model(self):
    raise UsageError("unknown model")


def test_a_run_with_overwrite_is_resumed(inputs, undisturbed, tmp_path):
    output = tmp_path / "out"
    extract_corpus(["Баку"], output, jobs=1)
    with subprocess.Popen(command(inputs, output, "--overwrite", "-q")) as process:
        wait_for_parts(output, 3, process)
        process.kill()
    done = {path: path.stat().st_mtime_ns for path in output.glob("_work/part-*.names.parquet")}
    seen = []

    def look(status):
        seen.extend(p for p, t in done.items() if p.exists() and p.stat().st_mtime_ns != t)

    extract_corpus([inputs], output, jobs=1, overwrite=True, progress=look)
    assert not seen
    assert_complete_and_equal(output, undisturbed)


@pytest.mark.parametrize("at", ["write_empty", "delete"])
@pytest.mark.usefixtures("here")
def test_a_run_killed_while_finishing_is_completed(tmp_path, monkeypatch, at):
    def killed(folder, name):
        if at == "write_empty" or name == "_work":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Folder, at, killed)
        if at == "delete":
            patch.setattr(State, "_start", start_without_deleting)
        with pytest.raises(KeyboardInterrupt):
            extract_corpus(["Баку"], tmp_path / "out", jobs=1)
    tables = extract_corpus(["Баку"], tmp_path / "out", jobs=1)
    assert len(tables.mentions) == 1
    assert not (tmp_path / "out" / "_work").exists()


def start_without_deleting(state):
    for name in ("_work", "mentions.parquet", "documents.parquet", "texts.parquet"):
        state.folder.make(name)
    state.write_manifest()


@pytest.mark.usefixtures("here")
def test_entities_are_resolved_again_when_a_part_is_added(tmp_path, monkeypatch):
    one = {f"{i}": "Сергей Иванов прилетел в Баку. Иванов улетел." for i in range(PART - 1)}
    one["short"] = "Иванова ждали в Баку."
    two = {**one, "other": "Пётр Иванов прилетел в Баку."}
    output = tmp_path / "out"

    def killed(*call):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(corpus_run, "entity_table", killed)
        with pytest.raises(KeyboardInterrupt):
            extract_corpus(one, output, jobs=1)
    assert list((output / "mentions.parquet").iterdir())
    with pytest.raises(UsageError, match="starting with other"):
        extract_corpus(two, output, jobs=1)
    found = extract_corpus(two, output, jobs=1, overwrite=True)
    wanted = imena.extract(two)
    assert found.mentions["entity_id"].tolist() == wanted.mentions["entity_id"].tolist()
    assert found.entities["n_mentions"].tolist() == wanted.entities["n_mentions"].tolist()


@pytest.mark.usefixtures("here")
def test_the_input_is_checked_before_anything_is_replaced(tmp_path):
    output = tmp_path / "out"
    extract_corpus(["Баку"], output, jobs=1)
    before = contents(output)
    with pytest.raises(UsageError, match="no such file"):
        extract_corpus([tmp_path / "typo.txt"], output, jobs=1, overwrite=True)
    assert contents(output) == before


@pytest.mark.usefixtures("here")
def test_a_folder_of_texts_is_refused_as_output(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "monday.txt").write_text("Баку", "utf-8")
    with pytest.raises(UsageError, match=r"news contains monday\.txt but no run"):
        extract_corpus(["Баку"], tmp_path / "news", jobs=1)


@pytest.mark.usefixtures("here")
def test_a_corpus_without_names_has_tables(tmp_path):
    tables = extract_corpus(["дождь идёт и идёт"], tmp_path / "out", jobs=1)
    assert [len(tables.mentions), len(tables.entities), len(tables.documents)] == [0, 0, 1]


@pytest.mark.parametrize("name", ["documents.parquet", "_work/mine.txt", "manifest.json"])
@pytest.mark.usefixtures("here")
def test_other_files_are_not_deleted_without_overwrite(tmp_path, name):
    mine = tmp_path / "out" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("[]")
    (tmp_path / "out" / "notes.txt").write_text("notes")
    with pytest.raises(UsageError, match=r"but no run: write to another folder"):
        extract_corpus(["Баку"], tmp_path / "out", jobs=1)
    assert mine.read_text() == "[]"
    extract_corpus(["Баку"], tmp_path / "out", jobs=1, overwrite=True)
    assert (tmp_path / "out" / "notes.txt").read_text() == "notes"


@pytest.mark.usefixtures("here")
def test_tables_that_imena_extract_wrote_are_refused(tmp_path):
    imena.extract(["Баку"]).write(tmp_path / "out")
    with pytest.raises(UsageError, match="but no run"):
        extract_corpus(["Баку"], tmp_path / "out", jobs=1)


@pytest.mark.usefixtures("here")
def test_missing_parts_are_an_error(inputs, tmp_path):
    extract_corpus(inputs, tmp_path / "out", jobs=1)
    next((tmp_path / "out" / "mentions.parquet").iterdir()).unlink()
    with pytest.raises(UsageError, match=r"parts of mentions\.parquet are missing"):
        extract_corpus(inputs, tmp_path / "out", jobs=1)


@pytest.mark.usefixtures("here")
def test_an_iterable_is_read_once(tmp_path):
    texts = iter([f"Он прилетел в Баку {i} мая." for i in range(20)])

    class Once:
        def __iter__(self):
            return texts

    tables = extract_corpus(Once(), tmp_path / "out", jobs=1)
    assert len(tables.documents) == 20


def test_a_truncated_file_is_written_again(tmp_path):
    folder = Folder(f"local://{tmp_path}/out")
    folder.make("_work")

    def truncate():
        with folder._writing("manifest.json") as file:
            file.write(b"{")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        truncate()
    assert not folder.exists("manifest.json")
    folder.write_json("manifest.json", {"a": 1})
    folder.write_json("manifest.json", {"a": 2})
    assert folder.read_json("manifest.json") == {"a": 2}
    assert folder.names("_work") == []
