"""Run calls in local worker processes, each with its own model, and replace workers that die.

Each worker has an executor of its own, so that one that is killed does not break the others.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any

from imena.errors import RunError

AHEAD = 2  # calls to queue for a worker, so that it never waits for the next
TICK = 0.5  # seconds
MAX_DEATHS = 100  # deaths at one call; isolating the worst documents of a part takes fewer
MAX_FAILED_STARTS = 3  # consecutive workers that die before they are ready
ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)

Call = tuple[Any, ...]
Tick = Callable[[Sequence[Call]], None]


class Pool:
    """Workers that start when there is work for them."""

    def __init__(self, jobs: int, prepare: Callable[..., Any], *args: Any) -> None:
        """Create ``jobs`` workers, each of which first calls ``prepare(*args)``."""
        self._workers = [_Worker(prepare, args) for _ in range(jobs)]

    def __enter__(self) -> Pool:
        """Return the pool; no process is started yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        """Let the workers finish, or kill them after an error."""
        with _without_interrupts():
            if kind is not None:
                for worker in self._workers:
                    worker.kill()
            for worker in self._workers:
                worker.stop()

    def prepared(self) -> Any:
        """Return the result of ``prepare`` in the first worker."""
        for attempt in range(1, MAX_FAILED_STARTS + 1):
            try:
                return self._workers[0].prepared().result()
            except BrokenProcessPool as error:
                self._workers[0].stop()
                if attempt == MAX_FAILED_STARTS:
                    raise _failed_starts_error() from error

    def run(
        self, function: Callable[..., Any], calls: Iterable[Call], tick: Tick | None = None
    ) -> Iterator[Any]:
        """Yield the results of calls in the order in which they finish.

        Calls are taken from the iterable when a worker has room. A call whose worker dies is
        repeated; the function must make sure that it then gets further. ``tick`` is called twice a
        second with the calls in progress.

        Raises:
            RunError: workers die before they are ready, or too often at one call.
        """
        deaths: Counter[int] = Counter()  # by id of the call
        pending, retries = iter(calls), deque[Call]()
        in_progress: dict[Future[Any], tuple[_Worker, Call]] = {}
        failed_starts = 0
        while True:
            while (worker := self._free()) is not None:
                call = retries.popleft() if retries else next(pending, None)
                if call is None:
                    break
                in_progress[worker.submit(function, call)] = worker, call
            if not in_progress:
                return
            done, _ = wait(in_progress, TICK, FIRST_COMPLETED)
            for future in sorted(done, key=list(in_progress).index):
                worker, call = in_progress.pop(future)
                try:
                    result = worker.result(future)
                except BrokenProcessPool as error:
                    failed_starts = 0 if worker.is_ready else failed_starts + 1
                    if failed_starts >= MAX_FAILED_STARTS:
                        raise _failed_starts_error() from error
                    deaths[id(call)] += 1
                    if deaths[id(call)] >= MAX_DEATHS:
                        raise deaths_error() from error
                    if not len(worker):
                        worker.stop()
                    retries.append(call)
                else:
                    failed_starts = 0
                    del deaths[id(call)]
                    yield result
            if tick is not None:
                tick([call for _, call in in_progress.values()])

    def _free(self) -> _Worker | None:
        """Return the worker with the fewest calls among those that have room."""
        free = [
            worker for worker in self._workers if len(worker) < (AHEAD if worker.is_ready else 1)
        ]
        return min(free, key=len, default=None)


class _Worker:
    """A process that is restarted after it dies."""

    def __init__(self, prepare: Callable[..., Any], args: Call) -> None:
        self._prepare, self._args = prepare, args
        self._executor: ProcessPoolExecutor | None = None
        self._prepared: Future[Any] | None = None
        self._pid: int | None = None
        self._calls: set[Future[Any]] = set()

    def __len__(self) -> int:
        """Return the number of its calls."""
        return len(self._calls)

    @property
    def is_ready(self) -> bool:
        """Whether the process lived long enough to be ready for work."""
        ready = self._prepared
        return ready is not None and ready.done() and ready.exception() is None

    def prepared(self) -> Future[Any]:
        """Start the process if necessary; return the result of its preparation."""
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(1, context, initializer=_initialise)
            with _starting():
                pid = self._executor.submit(os.getpid)
                self._prepared = self._executor.submit(self._prepare, *self._args)
            pid.add_done_callback(self._set_pid)
        assert self._prepared is not None
        return self._prepared

    def submit(self, function: Callable[..., Any], call: Call) -> Future[Any]:
        self.prepared()
        assert self._executor is not None
        try:
            future = self._executor.submit(function, *call)
        except BrokenProcessPool as error:  # it has just died
            future = Future()
            future.set_exception(error)
        self._calls.add(future)
        return future

    def result(self, future: Future[Any]) -> Any:
        """Return the result of a call; errors in the preparation are raised first."""
        self._calls.discard(future)
        if self._prepared is not None and self._prepared.done():
            error = self._prepared.exception()
            if error is not None and not isinstance(error, BrokenProcessPool):
                raise error
        return future.result()

    def kill(self) -> None:
        """Kill the process, whatever it is doing."""
        if self._pid is not None:
            with suppress(OSError):  # it is already dead
                os.kill(self._pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    def stop(self) -> None:
        """Stop the process; the next call starts another."""
        if self._executor is None:
            return
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._prepared = self._pid = None
        self._calls.clear()

    def _set_pid(self, pid: Future[int]) -> None:
        if not pid.cancelled() and pid.exception() is None:
            self._pid = pid.result()


def cores() -> int:
    """The cores that this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def deaths_error() -> RunError:
    """Make the error for a call that kills every worker."""
    return RunError(
        f"{MAX_DEATHS} worker processes died at one part of the corpus, perhaps because memory ran "
        "out: use fewer processes, e.g. --jobs 1; the same command resumes the run"
    )


def _failed_starts_error() -> RunError:
    return RunError(
        f"{MAX_FAILED_STARTS} worker processes died while starting, perhaps because memory ran out "
        "(each needs about 600 MB): use fewer processes, e.g. --jobs 1"
    )


@contextmanager
def _starting() -> Iterator[None]:
    """Set what a new process inherits: one thread for numpy, no Ctrl-C, and not the user's script.

    Otherwise multiprocessing would run the script again in each worker, to find functions in it.
    All functions that workers call are in this package.
    """
    kept = {name: os.environ.get(name) for name in ONE_THREAD}
    main = sys.modules["__main__"]
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        with _interrupts_later():
            yield
    finally:
        sys.modules["__main__"] = main
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Delay Ctrl-C; a process that is started meanwhile never receives it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C; only the main thread receives it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler or signal.SIG_DFL)


def _initialise() -> None:
    """Let a new worker ignore Ctrl-C, and exit when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()


def _die_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
