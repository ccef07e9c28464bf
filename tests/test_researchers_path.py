"""Test the way of a researcher from texts to Gephi as one sequence of commands."""

import subprocess
import sys

import pytest

from tests.helpers import browser
from tests.helpers.paths import ROOT


def test_all_steps_run(tmp_path):
    if browser.CHROMIUM is None:
        pytest.skip(browser.WHY)
    command = [sys.executable, "-m", "docs.researchers_path", tmp_path / "path"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert "«Фолькер Буфье» has 4 mentions: 3 + 1" in done.stdout
    assert "Graph with" in done.stdout
    made = {path.name for path in (tmp_path / "path").iterdir()}
    assert made >= {"report.html", "names.yaml", "news.xlsx", "news.gexf", "first", "second"}
