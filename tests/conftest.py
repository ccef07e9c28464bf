"""What many tests share: the pipeline, loaded once, and the page that ships with the project."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings

import imena
from tests.helpers import sample_files as files
from tests.helpers.paths import ROOT

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
    """The functions that make files of each format."""
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
    """A good file of each format, by its suffix."""
    return {suffix: make() for suffix, make in files.SAMPLES.items()}
