"""Keep sets of millions of strings on disk."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

CACHE = 8_000_000  # bytes of a set to hold in memory; the rest is in an unnamed temporary file
OPTIONS = (
    f"cache_size = {-CACHE // 1024}",
    "journal_mode = OFF",
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
)


class Strings:
    """A counting set of strings, each stored as a 16-byte digest and a counter.

    The probability that two of ten million strings collide is 1e-25.
    """

    def __init__(self) -> None:
        """Create an empty set, whose file is deleted with it."""
        self._rows = scratch()
        self._rows.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, n INTEGER) WITHOUT ROWID")

    def __contains__(self, text: str) -> bool:
        """Return whether the string was added."""
        rows = self._rows.execute("SELECT 1 FROM seen WHERE key = ?", (_key(text),))
        return rows.fetchone() is not None

    def add(self, text: str) -> bool:
        """Add a string with the count 1; return whether it is new."""
        return (
            self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?, 1)", (_key(text),)).rowcount
            > 0
        )

    def count(self, text: str) -> int:
        """Increment the counter of a string that was added, and return it."""
        key = (_key(text),)
        self._rows.execute("UPDATE seen SET n = n + 1 WHERE key = ?", key)
        (number,) = self._rows.execute("SELECT n FROM seen WHERE key = ?", key).fetchone()
        return int(number)


class UniqueIds:
    """Make ids unique: the second ``name`` becomes ``name#2``."""

    def __init__(self) -> None:
        """Create a generator that has issued no id."""
        self._given = Strings()

    def unique(self, base: str) -> str:
        """Return the name itself, or the name with the first number that makes it unique."""
        name = base
        while not self._given.add(name):
            name = f"{base}#{self._given.count(base)}"
        return name


class _Scratch(sqlite3.Connection):
    """A connection that closes itself, since a stream may be dropped before its end."""

    def __del__(self) -> None:
        self.close()


def scratch() -> sqlite3.Connection:
    """Open a private database that stays in memory while small, and moves to a temporary file."""
    # A stream may be consumed by another thread than the one that created it.
    rows = sqlite3.connect("", isolation_level=None, check_same_thread=False, factory=_Scratch)
    for option in OPTIONS:
        rows.execute(f"PRAGMA {option}")
    rows.execute("BEGIN")
    return rows


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
