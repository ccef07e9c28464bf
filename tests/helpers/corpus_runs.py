"""Start, interrupt and compare runs over a corpus."""

import sys
import time

from imena.run import part_tasks as part
from tests.helpers.paths import ROOT

EXCERPT = ROOT / "tests" / "data" / "nerel_excerpt.jsonl"
COPIES = 4
PART = 7  # documents
DRIVER = f"""
import signal
import imena.corpus.parts as parts
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
parts.PART_DOCUMENTS = {PART}
from imena.cli import app
app()
"""


class InProcessEngine:
    """An engine that works in this process, for tests that need no others."""

    def __init__(self, settings):
        self._settings = settings

    def prepared(self):
        return part.prepare(self._settings)

    def run(self, function, calls, tick=None):
        for call in calls:
            yield function(*call)


def contents(folder):
    """Return the bytes of every file of the tables."""
    files = sorted(path for path in folder.rglob("*.parquet") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def assert_complete_and_equal(folder, undisturbed):
    assert contents(folder) == contents(undisturbed)
    assert (folder / "_SUCCESS").exists()
    left = {path.name for path in folder.iterdir()}
    assert left - {".lock"} == {path.name for path in undisturbed.iterdir()} - {".lock"}


def command(inputs, output, *more):
    return [sys.executable, "-c", DRIVER, "extract", inputs, "-o", output, *more]


def finished_parts(output):
    return len(list(output.glob("_work/part-*.json"))) - len(list(output.glob("_work/*.at.json")))


def wait_for_parts(output, number, process):
    until = time.monotonic() + 120
    while finished_parts(output) < number:
        assert process.poll() is None, "it ended before anything could happen to it"
        assert time.monotonic() < until
        time.sleep(0.02)
