"""Give readers the same interface to files, standard input and members of archives."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from imena.errors import InputError
from imena.problems import problem

if TYPE_CHECKING:
    from pyarrow import fs

MAX_BYTES = 40_000_000  # of one text; see imena.components.tokenise for the limit in characters
AHEAD = 4_000_000  # bytes of a remote file to fetch at a time, since every request has a cost


@dataclass(frozen=True, slots=True)
class Source:
    """A named sequence of bytes that can be opened and searched."""

    name: str  # id of the document if the source holds one
    where: str  # displayed path, with the member of an archive
    open: Callable[[], BinaryIO]

    @property
    def suffix(self) -> str:
        """The lower-case suffix of the name, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    def read(self, limit: int | None = None) -> bytes:
        """Read all bytes of a source that holds one text.

        Raises:
            InputError: the source is larger than the limit.
        """
        limit = MAX_BYTES if limit is None else limit
        with self.open() as file:
            raw = file.read(limit + 1)
        if len(raw) > limit:
            raise InputError(problem("bytes", limit=limit))
        return raw


def of_file(path: str | Path, name: str) -> Source:
    """Make a source from a local file, which is opened when it is read."""
    return Source(name, str(path), lambda: _open(Path(path)))


def of_remote(filesystem: fs.FileSystem, path: str, name: str, where: str) -> Source:
    """Make a source from a file of a pyarrow file system, which is opened when it is read."""
    return Source(name, where, lambda: _open_remote(filesystem, path))


def _open(path: Path) -> BinaryIO:
    # Opening a named pipe without a writer would block for ever.
    if not stat.S_ISREG(path.stat().st_mode):
        raise InputError(problem("pipe"))
    return path.open("rb")


def _open_remote(filesystem: fs.FileSystem, path: str) -> BinaryIO:
    return BufferedReader(_Remote(filesystem.open_input_file(path)), AHEAD)


class _Remote(RawIOBase):
    """Adapt a pyarrow file to Python's interface for raw files."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return int(self._file.readinto(buffer))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        try:
            return int(self._file.seek(offset, whence))
        # seeking before the start; readers of archives expect an OSError
        except ValueError as error:
            raise OSError(errno.EINVAL, str(error)) from None

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        self._file.close()
        super().close()
