"""Fixtures of the tests of `imena.open`."""

import pytest

import imena


@pytest.fixture(scope="module")
def folder(tables, tmp_path_factory):
    folder = tmp_path_factory.mktemp("opening") / "out"
    tables.write(folder)
    return folder


@pytest.fixture
def no_reading(monkeypatch):
    """Make every attempt to read rows fail."""

    def refuse(*args, **options):
        raise AssertionError("rows were read")

    monkeypatch.setattr(imena.tables.folder, "frame", refuse)
