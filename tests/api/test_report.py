"""Test `imena.report` and `imena report`."""

import pytest
from typer.testing import CliRunner

import imena
from imena.api.report import report
from imena.cli import app
from imena.errors import UsageError

RUNNER = CliRunner()


def run(*arguments):
    return RUNNER.invoke(app, ["report", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("report") / "out"
    imena.extract(["Герасимов прилетел в Баку.", "Данфорд ждал его в Баку."]).write(out)
    return out


def test_a_page_of_a_folder(folder, tmp_path):
    done = run(folder, "-o", tmp_path / "page.html", "--lang", "ru")
    assert done.exit_code == 0
    assert " ".join(done.output.split()).startswith("written to")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    html = (tmp_path / "page.html").read_text("utf-8")
    assert '<html lang="ru"' in html
    assert "2 документа" in html


def test_fewer_documents(folder, tmp_path):
    assert run(folder, "-o", tmp_path / "page.html", "--documents", 1).exit_code == 0
    assert "1 of 2 documents are shown" in (tmp_path / "page.html").read_text("utf-8")


def test_an_existing_page_is_replaced(folder, tmp_path):
    (tmp_path / "page.html").write_text("an older page", "utf-8")
    assert run(folder, "-o", tmp_path / "page.html").exit_code == 0
    assert "an older page" not in (tmp_path / "page.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--lang", "de"], "the page is not available in 'de': choose en or ru"),
        (["-o", "no-such/page.html"], "the folder no-such does not exist: create it first"),
        (["-o", "mentions.parquet"], "mentions.parquet is not an HTML file: end its name in .html"),
        (["-o", "."], "is a folder: give a file, e.g. report.html"),
    ],
)
def test_wrong_usage(folder, tmp_path, monkeypatch, options, message):
    monkeypatch.chdir(tmp_path)
    done = run(folder, "-o", "page.html", *options)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not list(tmp_path.iterdir())


def test_no_folder_of_tables(tmp_path):
    done = run(tmp_path, "-o", tmp_path / "page.html")
    assert done.exit_code == 2
    assert "contains no manifest.json" in done.stderr


def test_no_documents_to_show(folder, tmp_path):
    with pytest.raises(UsageError, match="documents cannot be 0: give 1 or more"):
        report(imena.open(folder), tmp_path / "page.html", documents=0)


def test_a_path_that_cannot_be_written(folder, tmp_path):
    with pytest.raises(UsageError, match="cannot write"):
        report(imena.open(folder), tmp_path / ("x" * 300 + ".html"))
