"""Test the command line in processes of its own, as a user runs it."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from imena import __version__
from imena.cli import app

RUNNER = CliRunner()


def imena(*arguments, stdin=None):
    return RUNNER.invoke(app, [str(a) for a in arguments], input=stdin)


def test_output_into_a_pipe_is_csv(page_path, tables):
    done = imena("extract", page_path)
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert [row["normal"] for row in rows] == tables.mentions["normal"].tolist()
    assert "152 mentions of 33 entities in 1 document" in done.stderr


def test_standard_input():
    done = imena("extract", "-", "--quiet", stdin="Герасимов прилетел в Баку.")
    assert done.stderr == ""
    assert "stdin" in done.stdout
    assert "Баку" in done.stdout


@pytest.mark.parametrize("name", ["m.csv", "news.2018.csv", "m.jsonl", "m.parquet", "out"])
def test_outputs(page_path, tmp_path, name):
    done = imena("extract", page_path, "-o", tmp_path / name)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert f"written to {tmp_path / name}" in done.stderr
    assert (tmp_path / name).exists()
    assert not list(tmp_path.glob("**/*.part"))
    assert not list(tmp_path.glob(".*work"))


def test_the_command_says_what_was_done_before(page_path, tmp_path):
    assert "done before" not in imena("extract", page_path, "-o", tmp_path / "out").stderr
    again = imena("extract", page_path, "-o", tmp_path / "out")
    assert again.exit_code == 0
    assert "is complete, and the input is unchanged" in again.stderr


def test_a_corpus_without_names(tmp_path):
    (tmp_path / "rain.txt").write_text("дождь идёт и идёт", "utf-8")
    done = imena("extract", tmp_path / "rain.txt", "-o", tmp_path / "m.csv")
    assert done.exit_code == 0
    assert "0 mentions of 0 entities in 1 document" in done.stderr


def test_failed_documents_give_exit_code_1_and_the_rest_is_written(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Герасимов прилетел в Баку.", "utf-8")
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 9)
    done = imena("extract", folder, "-o", tmp_path / "m.jsonl")
    assert done.exit_code == 1
    assert "failed: bad.txt: a binary file" in done.stderr
    assert "--encoding" in done.stderr
    rows = [json.loads(line) for line in (tmp_path / "m.jsonl").read_text("utf-8").splitlines()]
    assert {row["doc_id"] for row in rows} == {"good.txt"}
    (folder / "old.txt").write_bytes("Герасимов прилетел в Баку.".encode("cp1251"))
    done = imena("extract", folder / "old.txt", "--quiet")
    assert done.exit_code == 0
    assert "Баку" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.txt"], "no such file or folder: nothing.txt"),
        (["{page}", "-o", "m.xls"], "cannot write .xls"),
        (["{page}", "-o", "nowhere/m.csv"], "does not exist"),
        (["{page}", "-o", "{page}"], "is also an input"),
        (["{folder}", "-o", "{folder}/m.csv"], "is inside the input"),
        (["{folder}", "-o", "{folder}/out"], "is inside the input"),
        (["{page}", "--tokens", "-o", "m.csv"], "--tokens needs a folder"),
        (["{page}", "--jobs", "2"], "--jobs needs an output"),
        (["{page}", "--overwrite"], "--overwrite needs an output"),
        (["{page}", "-o", "s3://bucket/m.csv"], "is a remote file"),
        (["{folder}/*", "-o", "{folder}/out"], "matches the input"),
        (["{page}", "--spans", "round"], "choose nested, outer, flat"),
        (["{page}", "--labels", "PERSON"], "unknown label 'PERSON': choose PER, ORG, LOC"),
        (["{page}", "--dictionary", "no.yaml"], "the dictionary no.yaml does not exist"),
        (["{page}", "--model", "ru_imena_xl"], "unknown model"),
        (["{page}", "--encoding", "cp9999"], "unknown encoding"),
        (["{page}", "--colour"], "No such option"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_gives_exit_code_2_and_a_reason(page_path, arguments, message):
    places = {"page": page_path, "folder": page_path.parent}
    done = imena("extract", *(argument.format(**places) for argument in arguments))
    assert done.exit_code == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_help_and_version():
    assert imena("--version").stdout.strip() == f"imena {__version__}"
    for arguments in (["--help"], ["extract", "--help"], ["models", "--help"]):
        assert imena(*arguments).exit_code == 0
    assert "Example: imena extract" in imena("extract", "--help").stdout


def test_models():
    done = imena("models")
    assert "ru_imena_sm" in done.stdout
    assert "MIT" in done.stdout
    assert "natasha" in done.stdout


def test_an_input_is_never_overwritten(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "Баку"}', "utf-8")
    assert imena("extract", path, "-o", path).exit_code == 2
    assert path.read_text("utf-8") == '{"text": "Баку"}'


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_closed_pipe_is_not_an_error(page, tmp_path):
    for i in range(4):  # more than the buffer of a pipe
        (tmp_path / f"{i}.txt").write_text(page, "utf-8")
    status = tmp_path / "status"
    command = f"({sys.executable} -m imena extract {tmp_path}/*.txt --quiet; echo $? >{status})"
    done = subprocess.run(
        ["sh", "-c", f"{command} | head -1"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith('"doc_id"')
    assert done.stderr == ""
    assert status.read_text("utf-8").strip() == "0"
