"""Record where in its part a worker is, to find out what killed it.

A worker that runs out of memory or crashes in a library dies without a message. So it writes its
position before it goes on, and the next worker on the same part reads there what killed the one
before.
"""

from __future__ import annotations

from typing import Any

from imena.run.folder import Folder
from imena.tables.folder import WORK

WRITING = "writing"


class Journal:
    """The positions that the workers of a part reached, and how many workers died at each."""

    def __init__(self, folder: Folder, number: int) -> None:
        """Open the journal of a part. If it has a last position, a worker died there."""
        self._folder, self._name = folder, journal_name(number)
        kept = folder.read_json(self._name) or {}
        self._deaths: dict[str, int] = kept.get("deaths", {})
        if "at" in kept:
            self._deaths[kept["at"]] = self._deaths.get(kept["at"], 0) + 1

    def deaths(self, position: str) -> int:
        """Return how many workers died at a position."""
        return self._deaths.get(position, 0)

    def at(self, position: str, counts: dict[str, float]) -> None:
        """Record the current position of the worker and its counts so far."""
        kept: dict[str, Any] = {"at": position, "deaths": self._deaths, "counts": counts}
        self._folder.write_json(self._name, kept, lasting=False)

    def close(self) -> None:
        """Delete the journal of a finished part."""
        self._folder.delete(self._name)


def journal_name(number: int) -> str:
    """Return the name of a part's journal in the folder of a run."""
    return f"{WORK}/part-{number:05}.at.json"


def counts_so_far(folder: Folder, number: int) -> dict[str, float]:
    """Return the counts so far of the worker on a part."""
    try:
        kept = folder.read_json(journal_name(number)) or {}
    except OSError:  # it is being written
        return {}
    found: dict[str, float] = kept.get("counts", {})
    return found
