"""Fixtures for all tests: the pipeline, loaded once, and the example page of the project."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

# Workers use one thread each. With several threads, matrix products differ in the seventh digit,
# and some tests compare the tables of this process with those of others. Set before numpy loads.
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import pytest
from hypothesis import settings

import imena
from tests.helpers import sample_files as files
from tests.helpers.paths import ROOT

# Use the same examples in every run, so that only a change in the code can cause a failure, and no
# deadline, so that a busy machine causes none.
settings.register_profile("imena", deadline=None, derandomize=True)
# Try new examples, and more of them: pytest --hypothesis-profile=explore
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("imena")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Give bytes no test id of their own.

    An archive contains the time at which it was made, but all processes of pytest-xdist must give a
    test the same id.
    """
    return argname if isinstance(val, bytes) else None


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


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Return the module with functions that make files of each format."""
    return SimpleNamespace(
        page=files.page,
        pdf=files.pdf,
        word=files.word,
        mail=files.mail,
        zipped=files.zipped,
        NEWS=files.NEWS,
    )


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    """Return one valid file of each format, by suffix."""
    return {suffix: make() for suffix, make in files.SAMPLES.items()}
