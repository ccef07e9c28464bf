"""Run the code of the README, of every page of the documentation, and of the docstrings."""

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
import yaml
from typer.testing import CliRunner

import imena
from imena.cli import app
from tests.helpers.paths import ROOT
from tests.helpers.terminal import terminal_page

README = (ROOT / "README.md").read_text("utf-8")
README_LINES = 130  # the maximum, so that it stays one page
PAGES = sorted(ROOT.glob("docs/**/*.md"))
DATA = ("yaml", "json", "xml")  # languages of blocks that show the contents of a file
SCREEN_WIDTH = 92
QUIET_MKDOCS = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
MODULES = ["imena", *(m.name for m in pkgutil.walk_packages(imena.__path__, "imena."))]


def blocks(language, page=README):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def page_name(page):
    return page.relative_to(ROOT / "docs").as_posix()


def on_this_machine(step):
    """Leave out the blocks of Spark and Ray, which another test runs in processes of their own."""
    return "pyspark" not in step.code and "import ray" not in step.code


@pytest.fixture
def examples_folder(tmp_path, monkeypatch):
    """Make a folder with the examples of the repository, in which a block may write."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_shell(block, folder):
    """Run the lines of a block in the folder, which is the current one.

    Commands of imena that use no feature of the shell are called in this process, because starting
    a process takes longer than most of the commands.
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


def test_there_are_exactly_two_setup_commands():
    assert [line for line in README.splitlines() if line.startswith("pip install")] == [
        "pip install . && imena extract examples/baku.txt",
        'pip install ".[test]" && pytest',
    ]


@pytest.mark.parametrize("block", blocks("python"))
def test_python_blocks_run(block, examples_folder, capsys):
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("block", blocks("bash"))
def test_shell_blocks_run(block, examples_folder):
    run_shell(block, examples_folder)
    assert (examples_folder / "baku.csv").exists()
    assert (examples_folder / "out" / "manifest.json").exists()


@dataclass
class Step:
    """A block of a page: code to run, or the contents of a file to save."""

    language: str
    file: str
    code: str


def steps(page):
    """Return the blocks of a page in order; those without a language are not run."""
    fences = re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [Step(*fence) for fence in fences]


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_the_blocks_of_a_page_run(page, examples_folder, monkeypatch, capsys):
    monkeypatch.setenv("MPLBACKEND", "Agg")
    names = {}
    for step in filter(on_this_machine, steps(page.read_text("utf-8"))):
        if step.file:
            (examples_folder / step.file).write_text(step.code, "utf-8")
        elif step.language == "bash":
            run_shell(step.code, examples_folder)
        elif step.language == "python":
            exec(compile(step.code, page_name(page), "exec"), names)
            capsys.readouterr()
        else:
            assert step.language in DATA, f"{page_name(page)}: a block of {step.language}"


def test_all_blocks_are_closed():
    for page in [*PAGES, ROOT / "README.md"]:
        assert page.read_text("utf-8").count("\n```") % 2 == 0, page.name


def test_the_readme_is_one_page():
    assert len(README.splitlines()) <= README_LINES


def test_the_reference_of_the_tables_equals_the_schema():
    made = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["page"]()
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    assert page == made, "python docs/make_tables.py"


def test_the_reference_of_the_command_line_has_every_command_and_option():
    page = runpy.run_path(str(ROOT / "docs" / "hooks" / "command_line.py"))["reference"]()
    sections = dict(re.findall(r"^## imena (\S+)\n(.*?)(?=^## |\Z)", page, re.M | re.S))
    listed = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).output
    assert sections
    assert all(re.search(rf"\b{name}\b", listed) for name in sections)
    for name, section in sections.items():
        shown = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).output
        options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", shown)) - {"--help"}
        assert {option for option in options if f"`{option}`" not in section} == set(), name


def nav_pages(entries):
    """Return the paths of all pages in the navigation of mkdocs.yml."""
    for entry in entries:
        value = next(iter(entry.values())) if isinstance(entry, dict) else entry
        yield from [value] if isinstance(value, str) else nav_pages(value)


def test_every_page_is_in_the_navigation_and_on_the_first_page():
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    in_navigation = set(nav_pages(config["nav"]))
    pages = {page_name(page) for page in PAGES}
    assert pages - in_navigation == set()
    first = (ROOT / "docs" / "index.md").read_text("utf-8")
    top = {name for name in pages if not name.startswith("decisions/0")} - {"index.md"}
    assert {name for name in top if f"({name})" not in first} == set()


def test_the_site_builds_without_warnings(tmp_path):
    pytest.importorskip("mkdocs", reason='the site needs mkdocs: pip install ".[docs]"')
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", tmp_path]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=QUIET_MKDOCS
    )
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "index.html").read_text("utf-8")
    loaded = re.findall(r"<(?:script|img|link)[^>]+(?:src|href)=\"?(https?://[^\s\">]+)", home)
    assert loaded == []  # nothing is loaded from another host
    assert "Валерий Герасимов" in (tmp_path / "api" / "index.html").read_text("utf-8")


def test_the_readme_shows_what_the_terminal_prints(tables):
    (block,) = blocks("console")
    page = [line.rstrip() for line in terminal_page(tables, SCREEN_WIDTH).splitlines()]
    shown = [line for line in block.splitlines()[1:-1] if line.strip() != "…"]
    assert len(shown) > 15
    assert [line for line in shown if line not in page] == []


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_links_point_to_files():
    pages = [
        *ROOT.glob("*.md"),
        *(p for d in ("docs", "models", "tests") for p in ROOT.glob(f"{d}/**/*.md")),
    ]
    for page in pages:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
