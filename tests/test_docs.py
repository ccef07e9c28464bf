"""The README and the docstrings cannot lie: their code is run here."""

import doctest
import importlib
import os
import pkgutil
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

import imena
from imena.cli import app
from tests.helpers.paths import ROOT
from tests.helpers.terminal import terminal_page

README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted(ROOT.glob("docs/*.md"))
DATA = ("yaml", "json", "xml")  # languages of blocks that show what a file may hold
SCREEN_WIDTH = 92
MODULES = ["imena", *(m.name for m in pkgutil.walk_packages(imena.__path__, "imena."))]


def blocks(language, page=README):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def on_this_machine(step):
    """Spark and Ray start processes: tests/test_mapping.py runs their blocks."""
    return "pyspark" not in step.code and "import ray" not in step.code


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder with the examples of the repository, where a block may write."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_shell(block, folder):
    """Run the lines of a block in the folder, which is the current one.

    Commands of imena that need nothing of the shell are called here: a process each takes longer
    to start than most of them to work.
    """
    lines = [line for line in block.splitlines() if line.strip()]
    if any(line.endswith("\\") for line in lines):
        lines = [block]
    for line in lines:
        words = shlex.split(line, comments=True)
        if words[:1] == ["imena"] and not set(line.partition(" #")[0]) & set("|<>*?&;$`\n"):
            done = CliRunner().invoke(app, words[1:])
            assert done.exit_code == 0, f"{line}: {done.output}"
        else:
            run_by_the_shell(line, folder)


def run_by_the_shell(line, folder):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-euc", line],
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


@dataclass
class Step:
    """A block of a page: code to run, or a file that the text says to save."""

    language: str
    file: str
    code: str


def steps(page):
    """The blocks of a page in their order; those without a language are only to be looked at."""
    found = re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [Step(*block) for block in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_can_be_followed(page, elsewhere, monkeypatch, capsys):
    monkeypatch.setenv("MPLBACKEND", "Agg")
    names = {}
    for step in filter(on_this_machine, steps(page.read_text("utf-8"))):
        if step.file:
            (elsewhere / step.file).write_text(step.code, "utf-8")
        elif step.language == "bash":
            run_shell(step.code, elsewhere)
        elif step.language == "python":
            exec(compile(step.code, page.name, "exec"), names)
            capsys.readouterr()
        else:
            assert step.language in DATA, f"{page.name}: what is a block of {step.language}?"


def test_a_pages_blocks_are_all_closed():
    for page in [*PAGES, ROOT / "README.md"]:
        assert page.read_text("utf-8").count("\n```") % 2 == 0, page.name


def test_the_reference_of_the_tables_is_that_of_the_schema():
    made = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["page"]()
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    assert page == made, "python docs/make_tables.py"


def test_every_page_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    missing = [page.name for page in PAGES if f"({page.name})" not in index]
    assert missing == ["README.md"]


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
