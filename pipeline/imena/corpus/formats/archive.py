"""Unpack ZIP archives and gzipped files without creating files by the names of their members."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from imena.corpus.document import Document
from imena.corpus.encoding.charset import decode
from imena.corpus.source import Source
from imena.errors import ImenaError, InputError
from imena.problems import problem

MAX_TOTAL = 2_000_000_000  # bytes of all members, unpacked
MAX_MEMBERS = 100_000
# Compression ratio: text has 3 to 10, a repetitive log 50, a zip bomb 1,000.
MAX_RATIO = 200
# unpacked bytes from which the ratio is checked; a small repetitive file is harmless
RATIO_FROM = 10_000_000
# bytes of a member to hold in memory; larger ones go to an unnamed temporary file
IN_MEMORY = 16_000_000
ENCRYPTED, UTF8_NAME = 0x1, 0x800  # flags of a member
NOT_TEXT = ("__MACOSX/",)


def zip_members(source: Source) -> Iterator[Source | Document]:
    """Yield the members of a ZIP archive, named ``archive.zip!/path``, or a failed document for
    each that cannot be read.

    Raises:
        InputError: it is not a ZIP archive, or it would exceed the limits when unpacked.
    """
    with source.open() as file, _reported("zip"), zipfile.ZipFile(file) as archive:
        members = [m for m in checked(archive) if not m.is_dir()]
        for member in members:
            path = _path(member)
            if path.startswith(NOT_TEXT) or PurePosixPath(path).name.startswith("."):
                continue
            name, where = f"{source.name}!/{path}", f"{source.where}!/{path}"
            if member.flag_bits & ENCRYPTED:
                yield Document(name, "", where, error=problem("zip_locked"))
            else:
                yield Source(name, where, _opener(archive, member))


def gzip_member(source: Source) -> Iterator[Source | Document]:
    """Yield the contents of a gzipped file, named ``a.txt.gz!/a.txt``."""
    inner = PurePosixPath(source.name).name[: -len(".gz")]

    def unpack() -> BinaryIO:
        with source.open() as file:
            size = file.seek(0, 2)
            file.seek(0)
            with _reported("gzip"), gzip.GzipFile(fileobj=file) as packed:
                return _spooled(cast(IO[bytes], packed), size)

    yield Source(f"{source.name}!/{inner}", f"{source.where}!/{inner}", unpack)


def checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """List the members of an archive after checking the sizes that it declares.

    Raises:
        InputError: the archive exceeds a limit.
    """
    members = archive.infolist()
    total, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if len(members) > MAX_MEMBERS:
        raise InputError(problem("zip_many", n=len(members), limit=MAX_MEMBERS))
    _check_size(total, packed)
    return members


def _check_size(total: int, packed: int) -> None:
    if total > MAX_TOTAL:
        raise InputError(problem("zip_large", n=total, limit=MAX_TOTAL))
    if total > RATIO_FROM and total > MAX_RATIO * packed:
        raise InputError(problem("zip_dense", n=total, packed=packed, limit=MAX_RATIO))


def _opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def unpack() -> BinaryIO:
        with _reported("zip_member"), archive.open(member) as packed:
            return _spooled(packed, member.compress_size)

    return unpack


def _spooled(packed: IO[bytes], size: int) -> BinaryIO:
    """Unpack a member, which may be larger than it declares, into memory or a temporary file."""
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the reader closes it
    try:
        while chunk := packed.read(1 << 20):
            file.write(chunk)
            _check_size(file.tell(), size)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return cast(BinaryIO, file)


@contextmanager
def _reported(code: str) -> Iterator[None]:
    """Convert the exceptions of the libraries on broken archives into an InputError."""
    try:
        yield
    except (ImenaError, MemoryError):
        raise
    except NotImplementedError as error:
        raise InputError(problem("zip_method", error=str(error))) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise InputError(problem(code, error=str(error) or type(error).__name__)) from None


def _path(member: zipfile.ZipInfo) -> str:
    """Decode the path of a member; old Russian archives use cp866 or cp1251 undeclared."""
    if member.flag_bits & UTF8_NAME or member.filename.isascii():
        return member.filename
    try:
        return decode(member.filename.encode("cp437")).text
    except (UnicodeEncodeError, InputError):
        return member.filename
