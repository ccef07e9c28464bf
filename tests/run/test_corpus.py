"""Runs over a corpus: every document once, and the same tables, whatever happens on the way."""

import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.helpers.calls import poisoned

import imena
from imena.api import extract_corpus as corpora
from imena.api.extract_corpus import extract_corpus
from imena.corpus import parts
from imena.errors import RunError, UsageError
from imena.run import corpus as corpus_run
from imena.run import part_tasks as part
from imena.run.corpus import Run
from imena.run.folder import Folder
from imena.run.lock import locked
from imena.run.pool import Pool
from imena.run.state import State

EXCERPT = Path(__file__).parent.parent / "data" / "nerel_excerpt.jsonl"
COPIES = 4
PART = 7  # documents
DRIVER = f"""
import signal
import imena.corpus.parts as parts
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
parts.PART_DOCUMENTS = {PART}
from imena.cli import app
app()
"""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """A folder with records and files, of which one is broken and one is empty."""
    folder = tmp_path_factory.mktemp("inputs")
    records = [json.loads(line) for line in EXCERPT.read_text("utf-8").splitlines()]
    for copy in range(COPIES):
        lines = (json.dumps({**r, "id": f"{r['id']}/{copy}"}) for r in records)
        (folder / f"news{copy}.jsonl").write_text("\n".join(lines), "utf-8")
    for number, record in enumerate(records):
        (folder / f"{number:02}.txt").write_text(record["text"], "utf-8")
    (folder / "broken.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(parts, "PART_DOCUMENTS", PART)


class Here:
    """An engine that works in this process, for what does not depend on others."""

    def __init__(self, settings):
        self._settings = settings

    def prepared(self):
        return part.prepare(self._settings)

    def run(self, function, calls, tick=None):
        for call in calls:
            yield function(*call)


@pytest.fixture
def here(monkeypatch):
    @contextmanager
    def open_here(name, jobs, scheduler, settings):
        yield Here(settings)

    monkeypatch.setattr(corpora, "open_engine", open_here)


@pytest.fixture(scope="module")
def undisturbed(inputs, tmp_path_factory):
    """The tables of a run that nothing happened to."""
    folder = tmp_path_factory.mktemp("undisturbed") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PART_DOCUMENTS", PART)
        extract_corpus(inputs, folder, jobs=1)
    return folder


def contents(folder):
    """Every file of the tables, to the byte."""
    files = sorted(path for path in folder.rglob("*.parquet") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def assert_whole(folder, undisturbed):
    assert contents(folder) == contents(undisturbed)
    assert (folder / "_SUCCESS").exists()
    left = {path.name for path in folder.iterdir()}
    assert left - {".lock"} == {path.name for path in undisturbed.iterdir()} - {".lock"}


def command(inputs, output, *more):
    return [sys.executable, "-c", DRIVER, "extract", inputs, "-o", output, *more]


def finished_parts(output):
    return len(list(output.glob("_work/part-*.json"))) - len(list(output.glob("_work/*.at.json")))


def wait_for_parts(output, number, process):
    until = time.monotonic() + 120
    while finished_parts(output) < number:
        assert process.poll() is None, "it ended before anything could happen to it"
        assert time.monotonic() < until
        time.sleep(0.02)


def test_the_tables_are_those_of_an_extraction_in_memory(inputs, undisturbed):
    found, wanted = imena.open(undisturbed), imena.extract(inputs)
    assert len(list((undisturbed / "mentions.parquet").iterdir())) == 8
    for name in ("entities", "documents", "mentions"):
        columns = [c for c in getattr(wanted, name) if not c.startswith("score")]
        one, two = getattr(found, name)[columns], getattr(wanted, name)[columns]
        assert one.astype(str).equals(two.astype(str)), name
    assert (found.mentions["score"] - wanted.mentions["score"]).abs().max() < 1e-4
    assert found.manifest["input"] == wanted.manifest["input"]
    assert found.manifest["counts"] == wanted.manifest["counts"]
    assert found.manifest["options"] == wanted.manifest["options"]


def test_the_tables_do_not_depend_on_the_number_of_processes(inputs, undisturbed, tmp_path):
    extract_corpus(inputs, tmp_path / "out", jobs=2)
    assert_whole(tmp_path / "out", undisturbed)


def test_a_worker_that_is_killed_is_replaced(inputs, undisturbed, tmp_path):
    killed = []

    def kill(status):
        if status.documents >= PART and len(killed) < 2:
            worker = multiprocessing.active_children()[0]
            os.kill(worker.pid, signal.SIGKILL)
            killed.append(worker.pid)

    extract_corpus(inputs, tmp_path / "out", jobs=2, progress=kill)
    assert len(killed) == 2
    assert_whole(tmp_path / "out", undisturbed)


def test_a_run_that_is_killed_goes_on_where_it_stopped(inputs, undisturbed, tmp_path):
    output = tmp_path / "out"
    with subprocess.Popen(command(inputs, output, "--jobs", "2", "-q")) as process:
        wait_for_parts(output, 2, process)
        process.kill()
    assert not (output / "_SUCCESS").exists()
    with pytest.raises(UsageError, match="same command"):
        imena.open(output)
    done = {path: path.stat().st_mtime_ns for path in output.glob("documents.parquet/*")}
    assert len(done) >= 2
    extract_corpus([inputs], output, jobs=2)
    assert_whole(output, undisturbed)
    again = [path for path, time_ns in done.items() if path.stat().st_mtime_ns != time_ns]
    assert len(again) <= 2, "only what was at work is done again"


def test_ctrl_c_leaves_what_is_done_and_says_so(inputs, undisturbed, tmp_path):
    output = tmp_path / "out"
    process = subprocess.Popen(
        command(inputs, output, "--jobs", "2"), stderr=subprocess.PIPE, text=True
    )
    wait_for_parts(output, 3, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on" in said
    assert "Traceback" not in said
    manifest = json.loads((output / "manifest.json").read_text("utf-8"))
    assert manifest["state"] == "unfinished"
    assert len(manifest["parts"]) >= 1
    done = subprocess.run(command(inputs, output), capture_output=True, text=True, check=False)
    assert done.returncode == 1, "some documents failed"
    assert "1 of them failed" in done.stderr
    assert_whole(output, undisturbed)


def test_a_full_disk_stops_the_run_and_not_what_is_done(inputs, undisturbed, tmp_path):
    output = tmp_path / "out"
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (12_000, 12_000))
    done = subprocess.run(
        command(inputs, output), capture_output=True, text=True, preexec_fn=limit, check=False
    )
    assert done.returncode == 2
    assert "File too large" in done.stderr
    assert "the same command" in done.stderr
    assert "Traceback" not in done.stderr
    extract_corpus(inputs, output, jobs=1)
    assert_whole(output, undisturbed)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may mount")
def test_a_full_file_system_too(inputs, undisturbed, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    small = ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", disk]
    mounted = subprocess.run(small, check=False)
    if mounted.returncode:
        pytest.skip("this container may not mount")
    try:
        with pytest.raises(RunError, match="No space left on device"):
            extract_corpus(inputs, disk / "out", jobs=2)
        subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
        extract_corpus(inputs, disk / "out", jobs=2)
        assert_whole(disk / "out", undisturbed)
    finally:
        subprocess.run(["umount", disk], check=True)


class Poisoned(Pool):
    """Workers that some documents kill."""

    def run(self, function, calls, tick=None):
        return super().run(poisoned if function is part.extract_part else function, calls, tick)


def test_a_document_that_kills_its_workers_is_a_failed_one(tmp_path):
    texts = {f"{i}": f"Герасимов прилетел в Баку {i} мая." for i in range(20)}
    poison = {"3": "яд1", "4": "яд2", "13": "яд3"}
    named = {poison.get(name, name): text for name, text in texts.items()}
    settings = part.Settings(
        "ru_imena_sm", "nested", True, False, None, False, "{}", "text", None, None
    )
    with Poisoned(2, part.prepare, settings) as workers:
        run = Run(Folder(str(tmp_path / "out")), settings, workers)
        run(parts.plan(named, settings.read_options))
    tables = imena.open(tmp_path / "out")
    documents = tables.documents.set_index("doc_id")
    assert documents.index.tolist() == list(named)
    failed = documents[documents["status"] == "failed"]
    assert set(failed.index) == set(poison.values())
    assert failed["error"].str.contains("killed twice").all()
    assert tables.mentions["doc_id"].nunique() == len(texts) - len(poison)


@pytest.mark.usefixtures("here")
def test_a_second_run_into_the_folder_is_refused(inputs, tmp_path):
    output = tmp_path / "out"
    refused = pytest.raises(UsageError, match="another run is writing to")
    with locked(Folder(str(output))), refused:
        extract_corpus(inputs, output, jobs=1)


def test_a_run_that_is_complete_is_left_as_it_is(inputs, tmp_path):
    output = tmp_path / "out"
    extract_corpus(inputs, output, jobs=1)
    times = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    extract_corpus(inputs, output, jobs=2)
    files = [path for path in output.rglob("*") if path.is_file() and path.name != ".lock"]
    assert all(path.stat().st_mtime_ns == times[path] for path in files)


@pytest.mark.parametrize(
    ("texts", "options", "said"),
    [
        ({"a": "Он прилетел в Баку.", "b": "Путин"}, {}, "from a on"),
        ({"a": "Баку", "b": "Путин", "c": "МИД"}, {}, "from a on"),
        ({"a": "Баку", "b": "Путин"}, {"spans": "flat"}, "spans 'nested' instead of 'flat'"),
        ({"a": "Баку", "b": "Путин"}, {"encoding": "cp1251"}, "no encoding instead of 'cp1251'"),
        ({"a": "Баку", "b": "Путин"}, {"dictionary": {"LOC": {"Баку": []}}}, "dictionary"),
    ],
)
@pytest.mark.usefixtures("here")
def test_other_input_and_other_options_are_refused(tmp_path, texts, options, said):
    output = tmp_path / "out"
    extract_corpus({"a": "Баку", "b": "Путин"}, output, jobs=1)
    before = contents(output)
    with pytest.raises(UsageError, match=said) as refused:
        extract_corpus(texts, output, jobs=1, **options)
    assert "--overwrite" in str(refused.value)
    assert contents(output) == before
    tables = extract_corpus(texts, output, jobs=1, overwrite=True, **options)
    assert len(tables.documents) == len(texts)


@pytest.mark.usefixtures("here")
def test_another_model_version_is_refused(tmp_path, monkeypatch):
    extract_corpus(["Баку"], tmp_path / "out", jobs=1)
    path = tmp_path / "out" / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["model"]["version"] = "0.0.1"
    path.write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(UsageError, match=r"version '0.0.1' instead of"):
        extract_corpus(["Баку"], tmp_path / "out", jobs=1)


@pytest.mark.usefixtures("here")
def test_less_input_than_before_is_refused(tmp_path):
    texts = [f"Баку {i}" for i in range(PART + 1)]
    extract_corpus(texts, tmp_path / "out", jobs=1)
    with pytest.raises(UsageError, match="less of it"):
        extract_corpus(texts[:PART], tmp_path / "out", jobs=1)


@pytest.mark.parametrize("spans", ["outer", "flat"])
def test_options_reach_the_workers(inputs, tmp_path, spans, request):
    if spans == "flat":  # the one is enough to see that they travel
        request.getfixturevalue("here")
    options = {"spans": spans, "tokens": True, "duplicates": True, "zones": ["body"]}
    options["dictionary"] = {"PER": {"Барак Обама": ["Обама"]}}
    found = extract_corpus(inputs, tmp_path / "out", jobs=2, **options)
    wanted = imena.extract(inputs, **options)
    for name in ("entities", "documents", "mentions", "tokens"):
        columns = [c for c in getattr(wanted, name) if not c.startswith("score")]
        one, two = getattr(found, name)[columns], getattr(wanted, name)[columns]
        assert one.astype(str).equals(two.astype(str)), name
    assert found.documents["duplicate_of"].notna().sum() >= 40


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("scheme", ["file", "local"])  # pyarrow's, fsspec's
def test_input_and_output_may_be_uris(inputs, undisturbed, tmp_path, scheme):
    pytest.importorskip("fsspec", reason='needs it: pip install "imena[remote]"')
    extract_corpus(f"{scheme}://{inputs}", f"{scheme}://{tmp_path}/out", jobs=2)
    for name in ("mentions", "entities"):
        one, two = imena.open(tmp_path / "out"), imena.open(undisturbed)
        assert getattr(one, name).equals(getattr(two, name))
    assert len(imena.open(f"{scheme}://{tmp_path}/out").documents) == len(two.documents)


@pytest.mark.usefixtures("here")
def test_a_corpus_without_documents_has_tables_without_rows(tmp_path):
    tables = extract_corpus([], tmp_path / "out", jobs=1)
    assert [len(tables.mentions), len(tables.entities), len(tables.documents)] == [0, 0, 0]
    assert pq.read_table(tmp_path / "out" / "mentions.parquet").schema.names[0] == "doc_id"


@pytest.mark.usefixtures("here")
def test_the_progress_ends_where_the_tables_do(inputs, tmp_path):
    seen = []
    tables = extract_corpus(
        inputs, tmp_path / "out", jobs=1, progress=lambda s: seen.append((s.stage, s.documents))
    )
    assert seen[-1] == ("done", len(tables.documents))
    assert [stage for i, (stage, _) in enumerate(seen) if i == 0 or seen[i - 1][0] != stage] == [
        "loading the model", "finding names", "deciding who is who", "writing", "done",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"engine": "spark"}, "no engine 'spark'"),
        ({"jobs": 0}, "at least 1"),
        ({"scheduler": "tcp://localhost:1"}, "--engine dask"),
        ({"spans": "round"}, "choose nested"),
        ({"model": "ru_imena_xl"}, "no model"),
        ({"docs": [Path("nothing.txt")]}, "no such file"),
    ],
)
def test_wrong_calls_say_what_is_wrong(tmp_path, options, said):
    with pytest.raises(UsageError, match=said):
        extract_corpus(**{"docs": ["Баку"], "output": tmp_path / "out", **options})


@pytest.mark.usefixtures("here")
def test_nothing_is_done_where_the_engine_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus_run, "cluster_names", None)
    with pytest.raises(TypeError):
        extract_corpus(["Баку"], tmp_path / "out", jobs=1)
    assert not (tmp_path / "out" / "_SUCCESS").exists()
    monkeypatch.undo()
    assert len(extract_corpus(["Баку"], tmp_path / "out", jobs=1).mentions) == 1


@pytest.mark.usefixtures("here")
def test_no_folder_is_made_where_there_is_no_model(tmp_path, monkeypatch):
    monkeypatch.setattr(Here, "prepared", no_model)
    with pytest.raises(UsageError, match="no model"):
        extract_corpus(["Баку"], tmp_path / "out", jobs=1)
    assert list(tmp_path.iterdir()) == []


def no_model(self):
    raise UsageError("no model")


def test_a_run_that_was_to_replace_another_is_gone_on_with_too(inputs, undisturbed, tmp_path):
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
    assert_whole(output, undisturbed)


@pytest.mark.parametrize("at", ["write_empty", "delete"])
@pytest.mark.usefixtures("here")
def test_a_run_that_is_killed_at_its_very_end_is_finished(tmp_path, monkeypatch, at):
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
def test_who_is_who_is_decided_anew_when_a_part_is_added(tmp_path, monkeypatch):
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
    with pytest.raises(UsageError, match="from other on"):
        extract_corpus(two, output, jobs=1)
    found = extract_corpus(two, output, jobs=1, overwrite=True)
    wanted = imena.extract(two)
    assert found.mentions["entity_id"].tolist() == wanted.mentions["entity_id"].tolist()
    assert found.entities["n_mentions"].tolist() == wanted.entities["n_mentions"].tolist()


@pytest.mark.usefixtures("here")
def test_input_is_looked_at_before_anything_is_replaced(tmp_path):
    output = tmp_path / "out"
    extract_corpus(["Баку"], output, jobs=1)
    before = contents(output)
    with pytest.raises(UsageError, match="no such file"):
        extract_corpus([tmp_path / "typo.txt"], output, jobs=1, overwrite=True)
    assert contents(output) == before


@pytest.mark.usefixtures("here")
def test_a_folder_of_texts_is_no_place_for_tables(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "monday.txt").write_text("Баку", "utf-8")
    with pytest.raises(UsageError, match=r"news holds monday\.txt, and not of a run"):
        extract_corpus(["Баку"], tmp_path / "news", jobs=1)


@pytest.mark.usefixtures("here")
def test_a_corpus_without_names_has_tables_too(tmp_path):
    tables = extract_corpus(["дождь идёт и идёт"], tmp_path / "out", jobs=1)
    assert [len(tables.mentions), len(tables.entities), len(tables.documents)] == [0, 0, 1]


@pytest.mark.parametrize("name", ["documents.parquet", "_work/mine.txt", "manifest.json"])
@pytest.mark.usefixtures("here")
def test_files_of_the_user_are_not_deleted_without_being_asked_for(tmp_path, name):
    mine = tmp_path / "out" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("[]")
    (tmp_path / "out" / "notes.txt").write_text("notes")
    with pytest.raises(UsageError, match=r"not of a run: write to another folder"):
        extract_corpus(["Баку"], tmp_path / "out", jobs=1)
    assert mine.read_text() == "[]"
    extract_corpus(["Баку"], tmp_path / "out", jobs=1, overwrite=True)
    assert (tmp_path / "out" / "notes.txt").read_text() == "notes"


@pytest.mark.usefixtures("here")
def test_tables_that_imena_extract_wrote_are_refused(tmp_path):
    imena.extract(["Баку"]).write(tmp_path / "out")
    with pytest.raises(UsageError, match="not of a run"):
        extract_corpus(["Баку"], tmp_path / "out", jobs=1)


@pytest.mark.usefixtures("here")
def test_parts_that_are_gone_are_missed(inputs, tmp_path):
    extract_corpus(inputs, tmp_path / "out", jobs=1)
    next((tmp_path / "out" / "mentions.parquet").iterdir()).unlink()
    with pytest.raises(UsageError, match=r"lacks parts of mentions\.parquet"):
        extract_corpus(inputs, tmp_path / "out", jobs=1)


@pytest.mark.usefixtures("here")
def test_an_iterable_is_read_once(tmp_path):
    texts = iter([f"Он прилетел в Баку {i} мая." for i in range(20)])

    class Once:
        def __iter__(self):
            return texts

    tables = extract_corpus(Once(), tmp_path / "out", jobs=1)
    assert len(tables.documents) == 20


def test_a_file_that_was_cut_off_elsewhere_is_written_again(tmp_path):
    folder = Folder(f"local://{tmp_path}/out")
    folder.make("_work")

    def cut_off():
        with folder._writing("manifest.json") as file:
            file.write(b"{")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        cut_off()
    assert not folder.exists("manifest.json")
    folder.write_json("manifest.json", {"a": 1})
    folder.write_json("manifest.json", {"a": 2})
    assert folder.read_json("manifest.json") == {"a": 2}
    assert folder.names("_work") == []
