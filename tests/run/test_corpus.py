"""Test runs over a corpus: each document once, and the same tables after any interruption."""

import json
import multiprocessing
import os
import resource
import signal
import subprocess
from functools import partial

import pyarrow.parquet as pq
import pytest
from tests.helpers.calls import extract_poisoned_part
from tests.helpers.corpus_runs import (
    PART,
    assert_complete_and_equal,
    command,
    contents,
    wait_for_parts,
)

import imena
from imena.api.extract_corpus import extract_corpus
from imena.corpus import parts
from imena.errors import RunError, UsageError
from imena.options import ExtractOptions
from imena.run import part_tasks as part
from imena.run.corpus import Run
from imena.run.folder import Folder
from imena.run.lock import locked
from imena.run.pool import Pool

pytestmark = pytest.mark.usefixtures("small_parts")


def test_the_tables_equal_those_of_an_extraction_in_memory(inputs, undisturbed):
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
    assert_complete_and_equal(tmp_path / "out", undisturbed)


def test_a_killed_worker_is_replaced(inputs, undisturbed, tmp_path):
    killed = []

    def kill(status):
        if status.documents >= PART and len(killed) < 2:
            worker = multiprocessing.active_children()[0]
            os.kill(worker.pid, signal.SIGKILL)
            killed.append(worker.pid)

    extract_corpus(inputs, tmp_path / "out", jobs=2, progress=kill)
    assert len(killed) == 2
    assert_complete_and_equal(tmp_path / "out", undisturbed)


def test_a_killed_run_is_resumed(inputs, undisturbed, tmp_path):
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
    assert_complete_and_equal(output, undisturbed)
    again = [path for path, time_ns in done.items() if path.stat().st_mtime_ns != time_ns]
    assert len(again) <= 2, "only what was at work is done again"


def test_ctrl_c_keeps_finished_work_and_says_so(inputs, undisturbed, tmp_path):
    output = tmp_path / "out"
    process = subprocess.Popen(
        command(inputs, output, "--jobs", "2"), stderr=subprocess.PIPE, text=True
    )
    wait_for_parts(output, 3, process)
    process.send_signal(signal.SIGINT)
    _, message = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command resumes it" in message
    assert "Traceback" not in message
    manifest = json.loads((output / "manifest.json").read_text("utf-8"))
    assert manifest["state"] == "unfinished"
    assert len(manifest["parts"]) >= 1
    done = subprocess.run(command(inputs, output), capture_output=True, text=True, check=False)
    assert done.returncode == 1, "some documents failed"
    assert "1 of them failed" in done.stderr
    assert_complete_and_equal(output, undisturbed)


def test_a_full_disk_stops_the_run_and_keeps_finished_work(inputs, undisturbed, tmp_path):
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
    assert_complete_and_equal(output, undisturbed)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may mount")
def test_a_full_file_system_stops_the_run_and_keeps_finished_work(inputs, undisturbed, tmp_path):
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
        assert_complete_and_equal(disk / "out", undisturbed)
    finally:
        subprocess.run(["umount", disk], check=True)


class Poisoned(Pool):
    """An engine whose workers are killed by some documents."""

    def run(self, function, calls, tick=None):
        return super().run(
            extract_poisoned_part if function is part.extract_part else function, calls, tick
        )


def test_a_document_that_kills_its_workers_is_a_failed_one(tmp_path):
    texts = {f"{i}": f"Герасимов прилетел в Баку {i} мая." for i in range(20)}
    poison = {"3": "яд1", "4": "яд2", "13": "яд3"}
    named = {poison.get(name, name): text for name, text in texts.items()}
    settings = part.Settings("ru_imena_sm", "{}", ExtractOptions())
    with Poisoned(2, part.prepare, settings) as workers:
        run = Run(Folder(str(tmp_path / "out")), settings, workers)
        run(parts.plan(named, settings.options))
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


def test_a_complete_run_is_left_unchanged(inputs, tmp_path):
    output = tmp_path / "out"
    extract_corpus(inputs, output, jobs=1)
    times = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    extract_corpus(inputs, output, jobs=2)
    files = [path for path in output.rglob("*") if path.is_file() and path.name != ".lock"]
    assert all(path.stat().st_mtime_ns == times[path] for path in files)


@pytest.mark.parametrize(
    ("texts", "options", "message"),
    [
        ({"a": "Он прилетел в Баку.", "b": "Путин"}, {}, "starting with a"),
        ({"a": "Баку", "b": "Путин", "c": "МИД"}, {}, "starting with a"),
        ({"a": "Баку", "b": "Путин"}, {"spans": "flat"}, "spans 'nested' instead of 'flat'"),
        ({"a": "Баку", "b": "Путин"}, {"encoding": "cp1251"}, "no encoding instead of 'cp1251'"),
        ({"a": "Баку", "b": "Путин"}, {"dictionary": {"LOC": {"Баку": []}}}, "dictionary"),
    ],
)
@pytest.mark.usefixtures("here")
def test_other_input_and_other_options_are_refused(tmp_path, texts, options, message):
    output = tmp_path / "out"
    extract_corpus({"a": "Баку", "b": "Путин"}, output, jobs=1)
    before = contents(output)
    with pytest.raises(UsageError, match=message) as refused:
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
    with pytest.raises(UsageError, match="it is shorter"):
        extract_corpus(texts[:PART], tmp_path / "out", jobs=1)


@pytest.mark.parametrize("spans", ["outer", "flat"])
def test_options_reach_the_workers(inputs, tmp_path, spans, request):
    if spans == "flat":  # one case is enough to see that the options reach the workers
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
@pytest.mark.parametrize("scheme", ["file", "local"])  # the scheme of pyarrow and that of fsspec
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
def test_the_final_progress_equals_the_tables(inputs, tmp_path):
    seen = []
    tables = extract_corpus(
        inputs, tmp_path / "out", jobs=1, progress=lambda s: seen.append((s.stage, s.documents))
    )
    assert seen[-1] == ("done", len(tables.documents))
    assert [stage for i, (stage, _) in enumerate(seen) if i == 0 or seen[i - 1][0] != stage] == [
        "loading the model", "finding names", "resolving entities", "writing", "done",
    ]  # fmt: skip
