"""The README and the docstrings cannot lie: their code is run here."""

import doctest
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import imena
from conftest import ROOT, terminal_page

README = (ROOT / "README.md").read_text("utf-8")
CORPORA = (ROOT / "docs" / "corpora.md").read_text("utf-8")
SCREEN_WIDTH = 92
MODULES = ["imena", *(m.name for m in pkgutil.walk_packages(imena.__path__, "imena."))]


def blocks(language, page=README):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def on_this_machine(block):
    """Spark and Ray start processes: tests/test_mapping.py runs their blocks."""
    return "pyspark" not in block and "import ray" not in block


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder with the examples of the repository, where a block may write."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_shell(block, folder):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-euc", block],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_there_are_exactly_two_set_up_commands():
    assert [line for line in README.splitlines() if line.startswith("pip install")] == [
        "pip install . && imena extract examples/baku.txt",
        'pip install ".[test]" && pytest',
    ]


@pytest.mark.parametrize("block", blocks("python"))
def test_python_blocks_run(block, elsewhere, capsys):
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("block", blocks("bash"))
def test_shell_blocks_run(block, elsewhere):
    run_shell(block, elsewhere)
    assert (elsewhere / "baku.csv").exists()
    assert (elsewhere / "out" / "manifest.json").exists()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A folder where the commands of docs/corpora.md were run in their order."""
    folder = tmp_path_factory.mktemp("corpora")
    shutil.copytree(ROOT / "examples", folder / "examples")
    for block in blocks("bash", CORPORA):
        run_shell(block, folder)
    return folder


@pytest.mark.parametrize("block", list(filter(on_this_machine, blocks("python", CORPORA))))
def test_python_blocks_on_corpora_run(block, corpus, monkeypatch, capsys):
    for library in re.findall(r"^import (duckdb|polars)", block, re.MULTILINE):
        pytest.importorskip(library)
    monkeypatch.chdir(corpus)
    exec(compile(block, "corpora.md", "exec"), {})
    assert capsys.readouterr().out


def test_the_screen_is_what_the_terminal_shows(tables):
    (block,) = blocks("console")
    page = [line.rstrip() for line in terminal_page(tables, SCREEN_WIDTH).splitlines()]
    shown = [line for line in block.splitlines()[1:-1] if line.strip() != "…"]
    assert len(shown) > 15
    assert [line for line in shown if line not in page] == []


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_links_lead_somewhere():
    pages = [
        *ROOT.glob("*.md"),
        *(p for d in ("docs", "models", "tests") for p in ROOT.glob(f"{d}/**/*.md")),
    ]
    for page in pages:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
