"""Strings in, whether they were there before out: a set on disk that may have millions of them."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

CACHE = 8_000_000  # bytes of a set that are in memory; beyond, in a temporary file without a name
OPTIONS = (
    f"cache_size = {-CACHE // 1024}",
    "journal_mode = OFF",
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
)


class Strings:
    """A set that counts: each string is kept as 16 bytes of its digest, with a number.

    Two of ten million strings have the same digest with a probability of 1e-25.
    """

    def __init__(self) -> None:
        """Begin without strings; the file goes when the set does."""
        self._rows = scratch()
        self._rows.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, n INTEGER) WITHOUT ROWID")

    def __contains__(self, text: str) -> bool:
        """Whether the string was added."""
        found = self._rows.execute("SELECT 1 FROM seen WHERE key = ?", (_key(text),))
        return found.fetchone() is not None

    def add(self, text: str) -> bool:
        """Whether the string is new; its number is 1 then."""
        return (
            self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?, 1)", (_key(text),)).rowcount
            > 0
        )

    def count(self, text: str) -> int:
        """One more for a string that was added; gives its number."""
        key = (_key(text),)
        self._rows.execute("UPDATE seen SET n = n + 1 WHERE key = ?", key)
        (number,) = self._rows.execute("SELECT n FROM seen WHERE key = ?", key).fetchone()
        return int(number)


class UniqueIds:
    """Gives ids that occur once: the second ``name`` is ``name#2``.

    >>> ids = UniqueIds()
    >>> [ids.unique(name) for name in ("a", "a", "a#2", "a")]
    ['a', 'a#2', 'a#2#2', 'a#3']
    """

    def __init__(self) -> None:
        """Begin without ids."""
        self._given = Strings()

    def unique(self, base: str) -> str:
        """The name itself, or with the first number that makes it new."""
        name = base
        while not self._given.add(name):
            name = f"{base}#{self._given.count(base)}"
        return name


class _Scratch(sqlite3.Connection):
    """Closed when nobody has it any more, as a stream that is not read to its end leaves it."""

    def __del__(self) -> None:
        self.close()


def scratch() -> sqlite3.Connection:
    """A database of one process, in memory as far as it is small, else in a temporary file."""
    # Whoever goes through a stream may do so in another thread than the one that began it.
    rows = sqlite3.connect("", isolation_level=None, check_same_thread=False, factory=_Scratch)
    for option in OPTIONS:
        rows.execute(f"PRAGMA {option}")
    rows.execute("BEGIN")
    return rows


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
