"""Where bytes come from: a file, standard input or a member of an archive, alike to readers."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from imena.corpus.options import MAX_BYTES
from imena.errors import InputError


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that can be opened and sought in, and what they are called."""

    name: str  # the document's, if they are one
    where: str  # for people: the path, with the member of an archive
    open: Callable[[], BinaryIO]

    @property
    def suffix(self) -> str:
        """What the format is called, in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    def read(self, limit: int | None = None) -> bytes:
        """All bytes of a source that holds one text.

        Raises:
            InputError: there are more of them than the limit, or than a text may have.
        """
        limit = MAX_BYTES if limit is None else limit
        with self.open() as file:
            raw = file.read(limit + 1)
        if len(raw) > limit:
            raise InputError(
                f"more than {limit:,} bytes, the limit of one text: split it into documents"
            )
        return raw


def of_file(path: Path, name: str) -> Source:
    """A file of this machine; only opened when it is read."""
    return Source(name, str(path), lambda: _open(path))


def of_bytes(raw: bytes, name: str, where: str) -> Source:
    """Bytes that are in memory already."""
    return Source(name, where, lambda: BytesIO(raw))


def _open(path: Path) -> BinaryIO:
    # A named pipe without a writer would wait for ever.
    if not stat.S_ISREG(path.stat().st_mode):
        raise InputError("not a regular file but a pipe, a socket or a device: leave it out")
    return path.open("rb")
