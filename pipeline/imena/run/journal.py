"""Where in its part a worker is, so that what it dies of is found.

A worker that runs out of memory or crashes in a library takes its process with it and says nothing.
So it writes where it is before it goes on. Whoever takes up the part after it reads there what
killed the one before.
"""

from __future__ import annotations

from typing import Any

from imena.run.folder import Folder
from imena.tables.folder import WORK

WRITING = "writing"


class Journal:
    """The places that a part's workers came to, and how many of them died there."""

    def __init__(self, folder: Folder, number: int) -> None:
        """Take up the part's journal; if there is one, its last place was deadly."""
        self._folder, self._name = folder, journal_name(number)
        kept = folder.read_json(self._name) or {}
        self._deaths: dict[str, int] = kept.get("deaths", {})
        if "at" in kept:
            self._deaths[kept["at"]] = self._deaths.get(kept["at"], 0) + 1

    def deaths(self, place: str) -> int:
        """How many workers died there."""
        return self._deaths.get(place, 0)

    def at(self, place: str, counts: dict[str, float]) -> None:
        """Say where the worker is now, and what it has found so far."""
        kept: dict[str, Any] = {"at": place, "deaths": self._deaths, "counts": counts}
        self._folder.write_json(self._name, kept, lasting=False)

    def close(self) -> None:
        """The part is done."""
        self._folder.delete(self._name)


def journal_name(number: int) -> str:
    """The name of a part's journal in the folder of a run."""
    return f"{WORK}/part-{number:05}.at.json"


def counts_so_far(folder: Folder, number: int) -> dict[str, float]:
    """What a worker has found in a part that it is at work on."""
    try:
        kept = folder.read_json(journal_name(number)) or {}
    except OSError:  # it is being written
        return {}
    found: dict[str, float] = kept.get("counts", {})
    return found
