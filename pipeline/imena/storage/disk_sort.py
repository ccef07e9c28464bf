"""Sort names, on disk if there are many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from imena.storage.disk_set import scratch

IN_MEMORY = 100_000  # names to sort in memory, about 10 MB
Name = tuple[str, int]  # with flags


def disk_sort(names: Iterable[Name]) -> Iterable[Name]:
    """Sort names by code point. The result can be iterated over repeatedly."""
    rest = iter(names)
    first = list(islice(rest, IN_MEMORY))
    if len(first) < IN_MEMORY:
        return sorted(first)
    return _SortedOnDisk(chain(first, rest))


class _SortedOnDisk:
    """Names in a temporary SQLite table, which sorts them."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._rows = scratch()
        self._rows.execute("CREATE TABLE names (name BLOB, flags INTEGER)")
        # UTF-8 bytes sort in the order of code points, even with lone surrogates.
        rows = ((name.encode("utf-8", "surrogatepass"), flags) for name, flags in names)
        self._rows.executemany("INSERT INTO names VALUES (?, ?)", rows)

    def __iter__(self) -> Iterator[Name]:
        rows = self._rows.execute("SELECT name, flags FROM names ORDER BY name, flags")
        for name, flags in rows:
            yield name.decode("utf-8", "surrogatepass"), flags
