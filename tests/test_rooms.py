"""Test the architecture: the order of imports, no import circles, and short modules."""

from __future__ import annotations

import ast
from pathlib import Path

import networkx as nx

from tests.helpers.paths import ROOT

PACKAGE = ROOT / "pipeline" / "imena"
MAX_LINES = 350

# Rooms in import order: a module imports from its own room and from those in earlier lines.
# Rooms in one line do not import from each other. Modules at the top level are rooms of their own.
ORDER = """
problems
errors
schema colours disjoint_sets spans data_tables
options
storage nets speedups
forms
layout
corpus
dictionary
components
models
tables
entities
evaluation run drawing
reporting plots
api
web
cli
"""
RANK = {room: rank for rank, line in enumerate(ORDER.strip().splitlines()) for room in line.split()}


def modules() -> dict[str, Path]:
    """Return the modules of the package by dotted name."""
    paths = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        paths[name.removesuffix(".__init__")] = path
    return paths


MODULES = modules()


def imports(name: str) -> set[str]:
    """Return the modules of the package that a module imports anywhere, except for type checkers
    only.
    """
    imported = set()
    for node in _statements(ast.parse(MODULES[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            within = {f"{node.module}.{alias.name}" for alias in node.names}
            modules_in_package = within & MODULES.keys()
            imported |= modules_in_package or {node.module}
    return imported & MODULES.keys() - {name}


def _statements(node: ast.AST):
    for child in ast.iter_child_nodes(node):
        is_for_types = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
        if not is_for_types:
            yield child
            yield from _statements(child)


def room(name: str) -> str:
    """Return the room of a module: the folder or top-level module below the package."""
    return name.split(".")[1] if "." in name else ""


def test_every_room_is_in_the_order():
    assert {room(name) for name in MODULES} - {"", "__main__"} == RANK.keys()


def test_imports_follow_the_order_of_rooms():
    backwards = [
        f"{name} imports {other}"
        for name in MODULES
        for other in imports(name)
        if room(name) in RANK and room(other) not in (room(name), "")
        if RANK[room(other)] >= RANK[room(name)]
    ]
    assert backwards == []


def test_no_import_circle():
    graph = nx.DiGraph((name, other) for name in MODULES for other in imports(name))
    circles = [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1]
    assert circles == []


def python_files() -> list[Path]:
    folders = ("pipeline", "models", "tests", "benchmarks", "docs")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def test_no_file_is_too_long():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in python_files()}
    assert [path for path, n_lines in lengths.items() if n_lines > MAX_LINES] == []
