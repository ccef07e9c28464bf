"""Allow one run at a time into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from imena.errors import UsageError
from imena.run.folder import LOCK, Folder


@contextmanager
def locked(folder: Folder) -> Iterator[None]:
    """Lock a folder; the operating system releases the lock when this process ends.

    Remote file systems have no such locks: there, users must not start two runs into one folder.

    Raises:
        UsageError: another run holds the lock.
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
