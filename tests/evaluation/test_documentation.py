"""Test that docs/evaluation.md shows what `imena evaluate` prints."""

from tests.helpers.paths import ROOT
from typer.testing import CliRunner

from imena.cli import app


def test_the_documentation_shows_the_output_of_the_command(monkeypatch):
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
    screen = page.partition("```\n kind")[2].partition("\n```")[0]
    done = CliRunner().invoke(app, ["evaluate", "examples/gold.jsonl"])
    printed = {line.rstrip() for line in done.stdout.splitlines()}
    shown = [line.rstrip() for line in f" kind{screen}".splitlines() if line != "…"]
    assert len(shown) > 6
    assert [line for line in shown if line not in printed] == []
