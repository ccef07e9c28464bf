"""Determine the unpacked size of a file without unpacking it."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import PurePosixPath

UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError),
    *(ValueError, RuntimeError, NotImplementedError),
)


def unpacked_size(name: str, content: bytes, limit: int) -> int:
    """Return the unpacked size of a file and of archives inside it in bytes; 0 if it is not packed.

    Args:
        name: of the file, for its suffix.
        content: of the file.
        limit: stop counting beyond it.
    """
    suffix = PurePosixPath(name).suffix.lower()
    try:
        if suffix in (".zip", ".docx"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return _of_archive(archive, limit)
        if suffix == ".gz":
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                inside = packed.read(limit + 1)
            return len(inside) + unpacked_size(name[: -len(suffix)], inside, limit)
    except UNREADABLE:
        pass  # its reader reports what is wrong
    return 0


def _of_archive(archive: zipfile.ZipFile, limit: int) -> int:
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    for member in members:
        if size > limit:
            break
        # the only packed format that is read inside an archive
        if member.filename.lower().endswith(".docx"):
            try:
                inside = archive.read(member)
            except UNREADABLE:
                continue
            size += unpacked_size(member.filename, inside, limit - size)
    return size
