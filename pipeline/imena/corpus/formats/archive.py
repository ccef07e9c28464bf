"""A ZIP archive or a gzipped file in, its members out, which get no file by their names."""

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

MAX_TOTAL = 2_000_000_000  # bytes of all members unpacked
MAX_MEMBERS = 100_000
# Times that packing may shrink: text 3 to 10, a log that repeats itself 50, a bomb 1,000.
MAX_RATIO = 200
RATIO_FROM = 10_000_000  # bytes unpacked: a small file of one letter is no bomb
IN_MEMORY = 16_000_000  # bytes; of a larger member, a nameless temporary file
ENCRYPTED, UTF8_NAME = 0x1, 0x800  # flags of a member
NOT_TEXT = ("__MACOSX/",)


def zip_members(source: Source) -> Iterator[Source | Document]:
    """The members of a ZIP archive, named ``archive.zip!/path``; one that cannot be read is a
    failed document.

    Raises:
        InputError: it is no ZIP archive, or it would unpack to more than the limits.
    """
    with source.open() as file, _reported("ZIP archive"), zipfile.ZipFile(file) as archive:
        members = [m for m in checked(archive) if not m.is_dir()]
        for member in members:
            path = _path(member)
            if path.startswith(NOT_TEXT) or PurePosixPath(path).name.startswith("."):
                continue
            name, where = f"{source.name}!/{path}", f"{source.where}!/{path}"
            if member.flag_bits & ENCRYPTED:
                reason = "encrypted: unpack the archive with its password, and read the folder"
                yield Document(name, "", where, error=reason)
            else:
                yield Source(name, where, _opener(archive, member))


def gzip_member(source: Source) -> Iterator[Source | Document]:
    """What a gzipped file holds, named ``a.txt.gz!/a.txt``."""
    inner = PurePosixPath(source.name).name[: -len(".gz")]

    def unpack() -> BinaryIO:
        with source.open() as file:
            size = file.seek(0, 2)
            file.seek(0)
            with _reported("gzip file"), gzip.GzipFile(fileobj=file) as packed:
                return _spooled(cast(IO[bytes], packed), size)

    yield Source(f"{source.name}!/{inner}", f"{source.where}!/{inner}", unpack)


def checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members of an archive, by whose own account it stays within the limits.

    Raises:
        InputError: it does not, and what the limit is.
    """
    members = archive.infolist()
    total, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if len(members) > MAX_MEMBERS:
        raise _too_large(f"{len(members):,} members", f"{MAX_MEMBERS:,} members")
    _check_size(total, packed)
    return members


def _check_size(total: int, packed: int) -> None:
    if total > MAX_TOTAL:
        raise _too_large(f"{total:,} bytes unpacked or more", f"{MAX_TOTAL:,} bytes")
    if total > RATIO_FROM and total > MAX_RATIO * packed:
        raise _too_large(
            f"{total:,} bytes packed into {packed:,}", f"{MAX_RATIO} times the packed size"
        )


def _too_large(what: str, limit: str) -> InputError:
    return InputError(
        f"{what}, over the limit of {limit} (a zip bomb?): if you trust it, unpack it and read "
        "the folder"
    )


def _opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def unpack() -> BinaryIO:
        with _reported("member of a ZIP archive"), archive.open(member) as packed:
            return _spooled(packed, member.compress_size)

    return unpack


def _spooled(packed: IO[bytes], size: int) -> BinaryIO:
    """What it unpacks to, which may be more than it says of itself."""
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
def _reported(kind: str) -> Iterator[None]:
    """What the libraries raise on broken or strange archives, as an error that says what to do."""
    try:
        yield
    except (ImenaError, MemoryError):
        raise
    except NotImplementedError as error:
        raise InputError(f"{error}: unpack it, and read the folder") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise InputError(
            f"not a readable {kind}, or a part of one: {error or type(error).__name__}; "
            "download or pack it again"
        ) from None


def _path(member: zipfile.ZipInfo) -> str:
    """The member's path; old Russian archives have it in cp866 or cp1251, and do not say so."""
    if member.flag_bits & UTF8_NAME or member.filename.isascii():
        return member.filename
    try:
        return decode(member.filename.encode("cp437")).text
    except (UnicodeEncodeError, InputError):
        return member.filename
