"""Test the errors that `imena evaluate` prints, and its help."""

from tests.helpers.paths import ROOT
from typer.testing import CliRunner

from imena.cli import app

GOLD = ROOT / "examples" / "gold.jsonl"


def run(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_the_help_shows_the_form_of_a_span():
    """rich would read a lower-case word in brackets as markup."""
    output = " ".join(run("--help").stdout.replace("│", " ").split())
    assert '{"text": "…", "spans": [[START, END, "PER"], …]}' in output


def test_the_command_says_where_the_other_errors_are(tmp_path):
    path = tmp_path / "mine[dim].csv"
    done = run(GOLD, "--errors", 2, "-o", path)
    assert f"more: all of them in {path}" in done.stdout
    assert "-o errors.csv" not in done.stdout
    assert path.exists()


def test_no_errors_are_printed():
    done = run(GOLD, "--errors", 0)
    assert ", in gold but not found" in done.stdout
    assert "gold ORG" not in done.stdout
    assert "… and" not in done.stdout
