"""A cluster: the same calls by Dask, on machines that share the folder and have imena installed."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any

from imena.errors import MissingExtraError, RunError, UsageError

AHEAD = 2  # calls for each thread of a worker, so that it need not wait for the next
TICK = 0.5  # seconds
CONNECT, PATIENCE = 10, 60  # seconds without a scheduler, without a worker

Call = tuple[Any, ...]
Tick = Callable[[Sequence[Call]], None]


class Cluster:
    """The workers of a Dask scheduler, or of one that is started here."""

    def __init__(
        self, scheduler: str | None, jobs: int, prepare: Callable[..., Any], *args: Any
    ) -> None:
        """Connect to a scheduler, or start ``jobs`` workers on this machine.

        Raises:
            MissingExtraError: Dask is not installed.
            UsageError: there is no scheduler at that address.
        """
        try:
            import distributed
        except ImportError as error:
            line = 'the engine dask needs Dask: pip install "imena[dask]"'
            raise MissingExtraError(line) from error
        self._dask = distributed
        self._prepare, self._args = prepare, args
        self._own = None
        try:
            if scheduler is None:
                self._own = distributed.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None
                )
            self._client = distributed.Client(
                self._own or scheduler, timeout=CONNECT, set_as_default=False
            )
        except RuntimeError as error:
            raise UsageError(
                f"Dask cannot start workers on this machine: {error} In a script, the call has to "
                'stand below if __name__ == "__main__":, since each worker runs the script again'
            ) from error
        except (OSError, ValueError) as error:
            raise UsageError(
                f"no Dask scheduler at {scheduler}: {error}; start one with dask scheduler, and "
                "give its address, e.g. --scheduler tcp://host:8786"
            ) from error

    def __enter__(self) -> Cluster:
        """It is connected already."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave the cluster, and end the workers that were started here."""
        self._client.close()
        if self._own is not None:
            self._own.close()

    def prepared(self) -> Any:
        """What ``prepare`` gives on a worker.

        Raises:
            RunError: there is no worker.
        """
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (TimeoutError, asyncio.TimeoutError) as error:
            raise RunError(
                f"the Dask scheduler has had no worker for {PATIENCE} seconds: start some with "
                "dask worker ADDRESS"
            ) from error
        return self._client.submit(self._prepare, *self._args, pure=False).result()

    def call_everywhere(self, function: Callable[[], Any]) -> list[Any]:
        """What a function gives in each worker."""
        return list(self._client.run(function).values())

    def run(
        self, function: Callable[..., Any], calls: Iterable[Call], tick: Tick | None = None
    ) -> Iterator[Any]:
        """The results of the calls, in the order in which they are done.

        Dask makes the calls of a worker that died again; one that several died of is made here once
        more, so that the function can see from its journal what is deadly.
        """
        coming, again = iter(calls), deque[Call]()
        at_work: dict[Any, Call] = {}
        while True:
            room = AHEAD * max(1, sum(self._client.nthreads().values()))
            while len(at_work) < room:
                call = again.popleft() if again else next(coming, None)
                if call is None:
                    break
                at_work[self._client.submit(function, *call, pure=False)] = call
            if not at_work:
                return
            with suppress(TimeoutError, asyncio.TimeoutError), self._client.as_current():
                self._dask.wait(list(at_work), timeout=TICK, return_when="FIRST_COMPLETED")
            for future in [one for one in at_work if one.done()]:
                call = at_work.pop(future)
                try:
                    yield future.result()
                except self._dask.KilledWorker:
                    again.append(call)
            if tick is not None:
                tick(list(at_work.values()))
