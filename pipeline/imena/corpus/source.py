"""Where bytes come from: a file, standard input or a member of an archive, alike to readers."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from imena.corpus.options import MAX_BYTES
from imena.errors import InputError

if TYPE_CHECKING:
    from pyarrow import fs

AHEAD = 4_000_000  # bytes of a far file that are fetched at a time: each time costs a request


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


def of_file(path: str | Path, name: str) -> Source:
    """A file of this machine; only opened when it is read."""
    return Source(name, str(path), lambda: _open(Path(path)))


def of_remote(filesystem: fs.FileSystem, path: str, name: str, where: str) -> Source:
    """A file of a file system of pyarrow's; likewise."""
    return Source(name, where, lambda: _open_remote(filesystem, path))


def _open(path: Path) -> BinaryIO:
    # A named pipe without a writer would wait for ever.
    if not stat.S_ISREG(path.stat().st_mode):
        raise InputError("not a regular file but a pipe, a socket or a device: leave it out")
    return path.open("rb")


def _open_remote(filesystem: fs.FileSystem, path: str) -> BinaryIO:
    return BufferedReader(_Remote(filesystem.open_input_file(path)), AHEAD)


class _Remote(RawIOBase):
    """A file of pyarrow's as Python's readers want it."""

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
        except ValueError as error:  # before the beginning; readers of archives know an OSError
            raise OSError(errno.EINVAL, str(error)) from None

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        self._file.close()
        super().close()
