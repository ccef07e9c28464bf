"""The table of scores, and the same from the command line."""

import json

import pytest
from typer.testing import CliRunner

from imena.cli import app
from imena.evaluation.evaluate import COLUMNS, evaluate
from marked import parse


@pytest.fixture
def gold(tmp_path):
    text, spans = parse("Президент [России]LOC [Владимир Путин]PER прилетел в [Баку]LOC.")
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"text": text, "spans": spans}), "utf-8")
    return path


def test_evaluate(gold, nlp):
    scores = evaluate(gold, nlp)
    assert list(scores.columns) == COLUMNS
    strict = scores.set_index(["kind", "label"]).loc["strict"]
    assert strict.loc["ALL", "f1"] == 1
    assert strict["gold"].to_dict() == {"PER": 1, "LOC": 2, "ORG": 0, "ALL": 3}


def test_the_command(gold):
    done = CliRunner().invoke(app, ["evaluate", str(gold)])
    assert done.exit_code == 0
    assert "strict" in done.stdout
    assert "1.000" in done.stdout


def test_the_command_on_a_file_that_is_not_there():
    done = CliRunner().invoke(app, ["evaluate", "none.jsonl"])
    assert done.exit_code == 2
    assert "none.jsonl cannot be read" in done.stderr
