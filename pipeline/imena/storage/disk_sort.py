"""Names in any order in, the same sorted out, on disk where they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from imena.storage.disk_set import scratch

HELD = 100_000  # names of one folder that are sorted in memory, in about 10 MB
Name = tuple[str, int]  # and what it is


def in_order(names: Iterable[Name]) -> Iterable[Name]:
    """The names by their code points; to be gone through as often as wanted."""
    rest = iter(names)
    first = list(islice(rest, HELD))
    if len(first) < HELD:
        return sorted(first)
    return _Stored(chain(first, rest))


class _Stored:
    """Names that SQLite sorts, in a temporary file."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._rows = scratch()
        self._rows.execute("CREATE TABLE names (name BLOB, what INTEGER)")
        # The bytes are in the order of the code points, halves of surrogate pairs among them.
        rows = ((name.encode("utf-8", "surrogatepass"), what) for name, what in names)
        self._rows.executemany("INSERT INTO names VALUES (?, ?)", rows)

    def __iter__(self) -> Iterator[Name]:
        found = self._rows.execute("SELECT name, what FROM names ORDER BY name, what")
        for name, what in found:
            yield name.decode("utf-8", "surrogatepass"), what
