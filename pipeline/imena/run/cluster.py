"""Run calls on a Dask cluster whose machines share the output folder and have imena installed."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from imena.errors import MissingExtraError, RunError, UsageError
from imena.run.pool import MAX_DEATHS, deaths_error

AHEAD = 2  # calls to queue for each thread of a worker, so that it never waits for the next
TICK = 0.5  # seconds
CONNECT_TIMEOUT, WORKER_TIMEOUT = 10, 60  # seconds to wait for a scheduler, and for a worker
# Dask makes its workers return every 64 KB of freed memory to the system, which costs numpy a third
# of its speed.
DEFAULT_MALLOC = {"distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None}
NO_WORKER = (
    f"the Dask scheduler has had no workers for {WORKER_TIMEOUT} seconds: start some with "
    "`dask worker ADDRESS`; the same command resumes the run"
)

Call = tuple[Any, ...]
Tick = Callable[[Sequence[Call]], None]


class Cluster:
    """The workers of a Dask scheduler that exists or is started here."""

    def __init__(
        self, scheduler: str | None, jobs: int, prepare: Callable[..., Any], *args: Any
    ) -> None:
        """Connect to a scheduler, or start ``jobs`` workers on this machine.

        Raises:
            MissingExtraError: Dask is not installed.
            UsageError: there is no scheduler at that address.
        """
        try:
            import dask
            import distributed
        except ImportError as error:
            line = 'the engine dask needs Dask: pip install "imena[dask]"'
            raise MissingExtraError(line) from error
        self._dask = distributed
        self._prepare, self._args = prepare, args
        self._own = None
        try:
            if scheduler is None:
                with dask.config.set(DEFAULT_MALLOC):
                    self._own = distributed.LocalCluster(
                        n_workers=jobs, threads_per_worker=1, dashboard_address=None
                    )
            self._client = distributed.Client(
                self._own or scheduler, timeout=CONNECT_TIMEOUT, set_as_default=False
            )
        except RuntimeError as error:
            raise UsageError(
                f"Dask cannot start workers on this machine: {error} In a script, put the call "
                'under `if __name__ == "__main__":`, because each worker runs the script again'
            ) from error
        except (OSError, ValueError, TimeoutError, asyncio.TimeoutError) as error:
            self._close_own()
            raise UsageError(
                f"there is no Dask scheduler at {scheduler}: {error}; start one with "
                "`dask scheduler` and give its address, e.g. --scheduler tcp://host:8786"
            ) from error

    def __enter__(self) -> Cluster:
        """Return the connected cluster."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        """Disconnect, and stop the workers that were started here."""
        self._client.close()
        self._close_own()

    def _close_own(self) -> None:
        if self._own is not None:
            self._own.close()

    def prepared(self) -> Any:
        """Return the result of ``prepare`` on a worker.

        Raises:
            RunError: there is no worker.
        """
        try:
            self._client.wait_for_workers(1, timeout=WORKER_TIMEOUT)
        except (TimeoutError, asyncio.TimeoutError) as error:
            raise RunError(NO_WORKER) from error
        return self._client.submit(self._prepare, *self._args, pure=False).result()

    def run(
        self, function: Callable[..., Any], calls: Iterable[Call], tick: Tick | None = None
    ) -> Iterator[Any]:
        """Yield the results of calls in the order in which they finish.

        Dask repeats the calls of a worker that died. A call that killed several workers is
        submitted once more from here, so that the function can find in its journal the document
        that kills them.

        Raises:
            RunError: a call kills too many workers, or no worker is left.
        """
        deaths: Counter[int] = Counter()  # by id of the call
        last_seen = time.monotonic()
        pending, retries = iter(calls), deque[Call]()
        in_progress: dict[Any, Call] = {}
        while True:
            threads = sum(self._client.nthreads().values())
            last_seen = time.monotonic() if threads else last_seen
            if time.monotonic() - last_seen > WORKER_TIMEOUT:
                raise RunError(NO_WORKER)
            limit = AHEAD * max(1, threads)
            while len(in_progress) < limit:
                call = retries.popleft() if retries else next(pending, None)
                if call is None:
                    break
                in_progress[self._client.submit(function, *call, pure=False)] = call
            if not in_progress:
                return
            with suppress(TimeoutError, asyncio.TimeoutError), self._client.as_current():
                self._dask.wait(list(in_progress), timeout=TICK, return_when="FIRST_COMPLETED")
            for future in [future for future in in_progress if future.done()]:
                call = in_progress.pop(future)
                try:
                    yield future.result()
                except self._dask.KilledWorker as error:  # Dask has tried several times
                    deaths[id(call)] += 1
                    if deaths[id(call)] >= MAX_DEATHS // 4:
                        raise deaths_error() from error
                    retries.append(call)
            if tick is not None:
                tick(list(in_progress.values()))
