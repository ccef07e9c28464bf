"""One run into a folder at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from imena.errors import UsageError
from imena.run.folder import LOCK, Folder


@contextmanager
def locked(folder: Folder) -> Iterator[None]:
    """Keep other runs out of a folder; the system gives it free when this process ends.

    File systems that are far away have no such locks: there it is for the user to see to.

    Raises:
        UsageError: another run has it.
    """
    if folder.local is None:
        yield
        return
    folder.make()
    lock = FileLock(folder.local / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise UsageError(
            f"another run is writing to {folder}: wait for it, or write to another folder"
        ) from None
    try:
        yield
    finally:
        lock.release()
