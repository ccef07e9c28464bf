"""Test local worker processes: no call is lost, whatever kills them."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.helpers.calls import die, die_once, pid_and_one_thread, refuse, square
from tests.helpers.paths import ROOT

from imena.errors import RunError, UsageError
from imena.run import pool
from imena.run.pool import Pool

SCRIPT = """
import operator, sys
from imena.run.pool import Pool

with Pool(2, int) as workers:
    print(sorted(workers.run(operator.add, [(i, 1) for i in range(5)])))
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_call_is_made(jobs):
    with Pool(jobs, pid_and_one_thread) as workers:
        pid, threads = workers.prepared()
        assert pid != os.getpid()
        assert threads == "1"
        assert sorted(workers.run(square, ((i,) for i in range(20)))) == [i * i for i in range(20)]


def test_calls_of_killed_workers_are_repeated(tmp_path):
    with Pool(2, pid_and_one_thread) as workers:
        done = list(workers.run(die_once, ((tmp_path, i) for i in range(12))))
    assert sorted(done) == list(range(12))


def test_workers_that_cannot_start_are_not_restarted_forever():
    with pytest.raises(RunError, match="while starting"), Pool(1, die) as workers:
        workers.prepared()
    with pytest.raises(RunError, match="while starting"), Pool(2, die) as workers:
        list(workers.run(square, [(1,), (2,)]))


def test_an_error_in_a_worker_is_raised():
    with pytest.raises(UsageError, match="no such model"), Pool(1, refuse) as workers:
        workers.prepared()
    with pytest.raises(UsageError, match="no such model"), Pool(1, refuse) as workers:
        list(workers.run(square, [(1,)]))


def test_calls_are_consumed_lazily():
    taken = []

    def calls():
        for i in range(100):
            taken.append(i)
            yield (i,)

    with Pool(1, pid_and_one_thread) as workers:
        results = workers.run(square, calls())
        next(results)
        assert len(taken) <= 4
        results.close()


def test_a_script_without_a_main_guard_is_not_run_again_by_its_workers(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout == "[1, 2, 3, 4, 5]\n"


def test_workers_end_with_a_killed_parent(tmp_path):
    code = (
        "from imena.run.pool import Pool; from tests.helpers import calls; "
        f"list(Pool(2, int).run(calls.sleep_and_report_pid, [({str(tmp_path)!r},)] * 2))"
    )
    here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    parent = subprocess.Popen([sys.executable, "-c", code], env=here)
    until = time.monotonic() + 60
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.1)
    workers = [int(mark.name) for mark in tmp_path.iterdir()]
    parent.kill()
    parent.wait()
    assert len(workers) == 2
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(is_alive, workers))


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_call_that_kills_every_worker_is_given_up(monkeypatch):
    monkeypatch.setattr(pool, "MAX_DEATHS", 3)
    with pytest.raises(RunError, match="died at one part"), Pool(1, pid_and_one_thread) as workers:
        list(workers.run(die, [()]))
