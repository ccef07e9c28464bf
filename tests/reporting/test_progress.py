"""Test the display of the progress of a run."""

import io
import time

import pytest
from rich.console import Console

from imena.reporting.progress import Speed, described, shown
from imena.run.corpus import Status


@pytest.mark.parametrize(
    ("status", "speed", "left", "message"),
    [
        (Status("finding names", 12_000, 9_000, 345), None, None,
         "finding names: 12,000 documents, 345 mentions"),
        (Status("finding names", 12_000, 9_000, 345, failed=2), 1234.5, 4000.0,
         "finding names: 12,000 documents, 1,234 characters/s, 345 mentions, 2 failed, "
         "1 h 6 min left"),
        (Status("writing", 1, 9, 3), 10.0, 3.2,
         "writing: 1 documents, 10 characters/s, 3 mentions, 3 s left"),
    ],
)  # fmt: skip
def test_a_line(status, speed, left, message):
    assert described(status, speed, left) == message


def test_without_a_terminal_lines_are_printed_at_intervals():
    file = io.StringIO()
    with shown(Console(file=file), every=0.05) as progress:
        for documents in range(1, 30):
            progress(Status("finding names", documents, 100 * documents, documents))
            time.sleep(0.01)
    lines = file.getvalue().splitlines()
    assert 2 <= len(lines) < 10
    assert all(line.startswith("imena: finding names: ") for line in lines)


def test_speed_and_remaining_time_are_those_of_this_run(monkeypatch):
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    speed, found = Speed(), []
    # the first 1000 were done by an earlier run
    for time_, documents in ((0.0, 1000), (100.0, 1100), (110.0, 1200)):
        now = time_
        size = 10 * documents
        status = Status("finding names", documents, 100 * documents, 9, 0, size, 15_000, 1000)
        found.append(speed(status))
    assert found == [(None, None), (None, None), (1000.0, 30.0)]


def test_a_terminal_has_a_bar():
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=120)
    with shown(console) as progress:
        progress(Status("finding names", 3, 300, 7, size=50, total=100))
    assert "finding names: 3 documents" in file.getvalue()
