"""What many tests share: the pipeline, loaded once, and the page that ships with the project."""

from __future__ import annotations

from pathlib import Path

import imena
import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def nlp():
    return imena.load()


@pytest.fixture(scope="session")
def page_path() -> Path:
    return ROOT / "examples" / "baku.txt"


@pytest.fixture(scope="session")
def page(page_path) -> str:
    return page_path.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def tables(page_path):
    return imena.extract(page_path, tokens=True)
