"""A packed file in, how many bytes it has when it is unpacked out, without unpacking more."""

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
    """How many bytes there are in a file and in what is packed inside it; 0 if it is not packed.

    Args:
        name: of the file, for its suffix.
        content: of the file.
        limit: past it, no more is counted.
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
        pass  # its reader says what is wrong with it
    return 0


def _of_archive(archive: zipfile.ZipFile, limit: int) -> int:
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    for member in members:
        if size > limit:
            break
        if member.filename.lower().endswith(".docx"):  # readers open no other archive in one
            try:
                inside = archive.read(member)
            except UNREADABLE:
                continue
            size += unpacked_size(member.filename, inside, limit - size)
    return size
