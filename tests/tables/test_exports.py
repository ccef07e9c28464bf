"""Test `imena export`, and the page of the documentation on its formats."""

import re

import pytest
from tests.helpers.paths import ROOT
from typer.testing import CliRunner

import imena
from imena.cli import app
from imena.tables.formats import FORMATS

PAGE = (ROOT / "docs" / "exports.md").read_text("utf-8")


def export(*arguments):
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_every_format_is_written_from_a_folder(format, news, news_folder, tmp_path):
    """The command and Python write the same file, from a folder and from memory."""
    for suffix in format.suffixes or ("",):
        (tmp_path / "a").mkdir(exist_ok=True)
        named = [] if format.by_suffix else ["--format", format.name]
        done = export(news_folder, "-o", tmp_path / "a" / f"out{suffix}", *named)
        assert done.exit_code == 0
        assert done.output.startswith(f"written to {tmp_path}")
        (tmp_path / "b").mkdir(exist_ok=True)
        news.write(tmp_path / "b" / f"out{suffix}", format.name)
    a, b = (
        {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (tmp_path / "a", tmp_path / "b")
    )
    assert set(a) == set(b)
    if format.name not in ("duckdb", "folder", "parquet"):  # whose parts may be divided differently
        assert a == b


@pytest.mark.parametrize(
    ("folder", "arguments", "message"),
    [
        ("{folder}", ["-o", "{out}/m.xls"], "did you mean .xlsx?"),
        ("{folder}", ["-o", "{out}/m.json"], "--format label-studio"),
        ("{folder}", ["-o", "{out}/m.csv", "--format", "cvs"], "did you mean csv?"),
        ("{folder}", ["-o", "{folder}/m.csv"], "is inside the input"),
        ("{folder}", ["-o", "{folder}"], "is also an input"),
        ("{folder}", ["-o", "{out}/no/m.csv"], "create it first"),
        ("{out}", ["-o", "{out}.csv"], "give a folder that `imena extract"),
        ("{out}/none", ["-o", "{out}/m.csv"], "none does not exist"),
        ("{folder}", ["-o", "s3://bucket/m.csv"], "is a remote file"),
        ("{folder}", [], "Missing option"),
    ],
)
def test_wrong_usage(folder, arguments, message, news_folder, tmp_path):
    places = {"folder": news_folder, "out": tmp_path}
    done = export(folder.format(**places), *(given.format(**places) for given in arguments))
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_folder_without_texts(silent, tmp_path):
    silent.write(tmp_path / "out")
    done = export(tmp_path / "out", "-o", tmp_path / "m.conll")
    assert done.exit_code == 2
    assert "conll needs the texts, but the run omitted them" in done.stderr
    assert export(tmp_path / "out", "-o", tmp_path / "m.xlsx").exit_code == 0


@pytest.mark.parametrize("name", ["m.xlsx", "m.sqlite", "m.gexf", "m.conll", "m.spacy", "m.jsonld"])
def test_extract_writes_a_file_directly(name, page_path, tmp_path):
    arguments = ["extract", str(page_path), "-o", str(tmp_path / name), "--quiet"]
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, done.output) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_extract_checks_first_whether_texts_are_needed(page_path, tmp_path):
    arguments = ["extract", str(page_path), "-o", str(tmp_path / "m.spacy"), "--no-texts"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert "without --no-texts" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_the_documentation_names_every_format(format):
    assert f"`{format.name}`" in PAGE
    for suffix in format.suffixes:
        assert f"`{suffix}`" in PAGE
    (ending, *_) = format.suffixes or ("",)
    command = rf"imena export out -o \w+{re.escape(ending)}"
    command += "" if format.by_suffix else f" --format {format.name}"
    assert re.search(command + r"( |$)", PAGE, re.MULTILINE)


def test_a_folder_is_not_overwritten_without_the_option(news_folder, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("notes")
    refused = export(news_folder, "-o", tmp_path / "mine")
    assert refused.exit_code == 2
    assert "is not empty" in " ".join(refused.output.split())
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
    assert export(news_folder, "-o", tmp_path / "mine", "--overwrite").exit_code == 0
    assert (tmp_path / "mine" / "notes.txt").read_text() == "notes"
    assert len(imena.open(tmp_path / "mine").documents)


def test_a_folder_for_brat_must_be_empty_even_with_overwrite(news_folder, tmp_path):
    (tmp_path / "notes.txt").write_text("notes")
    for more in ([], ["--overwrite"]):
        refused = export(news_folder, "-o", tmp_path, "--format", "brat", *more)
        message = " ".join(refused.output.split())
        assert refused.exit_code == 2
        assert "give a new folder" in message
        assert "--overwrite" not in message
