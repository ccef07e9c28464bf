"""A server of the page for all tests of a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from web.running import Running, running

pytest.importorskip("fastapi")
pytest.importorskip("uvicorn")


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found
