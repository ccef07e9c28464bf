"""A server of the page for all tests of a session."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from tests.helpers.web_running import Running, running

pytest.importorskip("fastapi")
pytest.importorskip("uvicorn")


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Running]:
    """It says nothing in the terminal and leaves no file, whatever it was asked; see the end."""
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found
        found.process.send_signal(signal.SIGINT)
        said = found.process.communicate(timeout=30)
    assert (found.process.returncode, *said) == (0, "", "")
    assert list(found.folder.iterdir()) == []
