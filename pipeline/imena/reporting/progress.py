"""Show the progress of a run on standard error: a bar on a terminal, or a line at intervals."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from imena.run.corpus import Progress as Callback
    from imena.run.corpus import Status

EVERY = 30  # seconds between lines if there is no terminal


@contextmanager
def shown(console: Console, *, every: float = EVERY) -> Iterator[Callback]:
    """Show the statuses that the callback receives until the run ends."""
    speed = Speed()
    if not console.is_terminal:
        with _Lines(console, every) as lines:
            yield lines
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(12),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def update(status: Status) -> None:
            bar.update(
                task,
                description=described(status, *speed(status)),
                total=status.total,
                completed=status.size,
            )

        yield update


def described(status: Status, speed: float | None, left: float | None) -> str:
    """Describe the progress of a run in one line.

    Args:
        status: of the run.
        speed: in characters per second.
        left: estimated seconds left.
    """
    parts = [f"{status.stage}: {status.documents:,} documents"]
    if speed is not None:
        parts.append(f"{speed:,.0f} characters/s")
    parts.append(f"{status.mentions:,} mentions")
    if status.failed:
        parts.append(f"{status.failed:,} failed")
    if left is not None:
        parts.append(f"{duration(left)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Format a duration with at most two units.

    >>> duration(7.2), duration(200), duration(100_000)
    ('7 s', '3 min 20 s', '27 h 46 min')
    """
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 1:
        return f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


class _Lines:
    """Print a line at regular intervals, whether anything is new or not."""

    def __init__(self, console: Console, every: float) -> None:
        self._console, self._every, self._speed = console, every, Speed()
        self._status: Status | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._print, daemon=True)

    def __call__(self, status: Status) -> None:
        self._status, self._figures = status, self._speed(status)

    def __enter__(self) -> _Lines:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _print(self) -> None:
        while not self._over.wait(self._every):
            if self._status is not None:
                line = f"imena: {described(self._status, *self._figures)}"
                self._console.print(line, soft_wrap=True)


class Speed:
    """Estimate characters per second and the seconds left, from the first new document on."""

    def __init__(self) -> None:
        """Wait for the first new document."""
        self._begun: tuple[float, int, int] | None = None

    def __call__(self, status: Status) -> tuple[float | None, float | None]:
        """Return both estimates, or None for what cannot be estimated yet."""
        now = time.monotonic()
        if self._begun is None:
            if status.documents > status.kept:
                self._begun = now, status.characters, status.size
            return None, None
        start, characters, size = self._begun
        spent, done = now - start, status.size - size
        if spent < 1 or status.characters == characters:
            return None, None
        speed = (status.characters - characters) / spent
        if status.total is None or not done:
            return speed, None
        return speed, max(0, status.total - status.size) * spent / done
