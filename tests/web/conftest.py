"""One web server for all tests of a session."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from tests.helpers.web_running import Running, running

pytest.importorskip("fastapi")
pytest.importorskip("uvicorn")


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Running]:
    """Yield a server, and assert at the end that it printed nothing and left no file."""
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found
        found.process.send_signal(signal.SIGINT)
        message = found.process.communicate(timeout=30)
    assert (found.process.returncode, *message) == (0, "", "")
    assert list(found.folder.iterdir()) == []
