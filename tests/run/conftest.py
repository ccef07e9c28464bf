"""Runs that several test modules share."""

import json
from contextlib import contextmanager

import pytest
from tests.helpers.corpus_runs import COPIES, EXCERPT, PART, InProcessEngine

from imena.api import extract_corpus as corpora
from imena.api.extract_corpus import extract_corpus
from imena.corpus import parts


@pytest.fixture(scope="session")
def inputs(tmp_path_factory):
    """Make a folder of records and files, of which one is broken and one is empty."""
    folder = tmp_path_factory.mktemp("inputs")
    records = [json.loads(line) for line in EXCERPT.read_text("utf-8").splitlines()]
    for copy in range(COPIES):
        lines = (json.dumps({**r, "id": f"{r['id']}/{copy}"}) for r in records)
        (folder / f"news{copy}.jsonl").write_text("\n".join(lines), "utf-8")
    for number, record in enumerate(records):
        (folder / f"{number:02}.txt").write_text(record["text"], "utf-8")
    (folder / "broken.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(parts, "PART_DOCUMENTS", PART)


@pytest.fixture
def here(monkeypatch):
    @contextmanager
    def open_here(name, jobs, scheduler, settings):
        yield InProcessEngine(settings)

    monkeypatch.setattr(corpora, "open_engine", open_here)


@pytest.fixture(scope="session")
def undisturbed(inputs, tmp_path_factory):
    """Return the tables of a run without interruptions."""
    folder = tmp_path_factory.mktemp("undisturbed") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PART_DOCUMENTS", PART)
        extract_corpus(inputs, folder, jobs=1)
    return folder
