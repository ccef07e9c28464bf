"""Run functions one after the other in one thread, so that the server stays responsive.

Unlike the threads of `concurrent.futures`, it is a daemon: Ctrl-C does not wait for a long text.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Generic, TypeVar

from imena.errors import ImenaError

T = TypeVar("T")


class BusyError(ImenaError):
    """Too many requests are queued."""


class LateError(ImenaError):
    """The request took too long."""


class _Job(Generic[T]):
    def __init__(self, function: Callable[[], T]) -> None:
        self.function = function
        self.loop = asyncio.get_running_loop()
        self.result: asyncio.Future[T] = self.loop.create_future()
        self.abandoned = False  # the client no longer waits


class Worker:
    """Run one function at a time."""

    def __init__(self, *, waiting: int, seconds: float) -> None:
        """Allow ``waiting`` queued functions, and ``seconds`` for each, including the wait."""
        self._waiting, self._seconds = waiting, seconds
        self._unfinished = 0
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        threading.Thread(target=self._work, daemon=True, name="imena-worker").start()

    async def run(self, function: Callable[[], T]) -> T:
        """Return the result of a function, or raise what it raises.

        Raises:
            BusyError: too many functions are queued.
            LateError: the time is over. A running function continues, and its result is dropped.
        """
        if self._unfinished > self._waiting:
            raise BusyError("the server is busy with other texts: try again in a few seconds")
        job = _Job(function)
        self._unfinished += 1
        self._jobs.put(job)
        try:
            return await asyncio.wait_for(asyncio.shield(job.result), self._seconds)
        except asyncio.TimeoutError:
            raise LateError(
                f"the request takes more than {self._seconds:g} seconds: send a shorter text, or "
                "use imena extract on the command line, which has no such limit"
            ) from None
        finally:
            job.abandoned = True

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            result, error = None, None
            if not job.abandoned:
                try:
                    result = job.function()
                except BaseException as raised:
                    error = raised
            try:
                job.loop.call_soon_threadsafe(self._finish, job, result, error)
            except RuntimeError:  # the loop is closed because the server has stopped
                return
            del job, result, error  # keeps no text alive while the thread waits

    def _finish(self, job: _Job, result: object, error: BaseException | None) -> None:
        self._unfinished -= 1
        if job.result.done():
            return
        if error is None:
            job.result.set_result(result)
        else:
            job.result.set_exception(error)
            job.result.exception()  # marks it as retrieved, even if nobody waits
