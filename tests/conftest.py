"""What many tests share: the pipeline, loaded once, and the page that ships with the project."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import settings
from rich.console import Console

import imena
from imena.report import terminal

ROOT = Path(__file__).parent.parent

# The same examples every time, so that a failure is of the change; a busy machine is none.
settings.register_profile("imena", deadline=None, derandomize=True)
# New examples, and many: pytest --hypothesis-profile=explore
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("imena")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes name no test: an archive holds the second in which it was made, and every process that
    runs tests has to know them by the same names.
    """
    return argname if isinstance(val, bytes) else None


def terminal_page(tables: imena.Tables, width: int) -> str:
    """What `imena extract` prints to a terminal of this width."""
    file = io.StringIO()
    terminal.print_tables(tables, Console(file=file, width=width, legacy_windows=False))
    return file.getvalue()


@pytest.fixture(scope="session")
def nlp():
    return imena.load()


@pytest.fixture(scope="session")
def nlp_lg():
    pytest.importorskip("onnxruntime", reason='ru_imena_lg needs it: pip install "imena[lg]"')
    return imena.load("ru_imena_lg")


@pytest.fixture(scope="session")
def page_path() -> Path:
    return ROOT / "examples" / "baku.txt"


@pytest.fixture(scope="session")
def page(page_path) -> str:
    return page_path.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def tables(page_path):
    return imena.extract(page_path, tokens=True)
