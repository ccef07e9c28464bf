"""A source in, its documents out: the reader of each format, and what goes wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from imena.corpus.document import Document
from imena.corpus.formats import archive, delimited, docx, eml, html, jsonl, parquet, pdf, plain
from imena.corpus.options import ReadOptions
from imena.corpus.source import Source
from imena.errors import InputError, MissingExtraError, UsageError

Reader = Callable[[Source, ReadOptions], Iterator[Document]]
Unpacker = Callable[[Source], Iterator[Source | Document]]

READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".parquet": parquet.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
    ".eml": eml.read,
}
ARCHIVES: dict[str, Unpacker] = {".zip": archive.zip_members, ".gz": archive.gzip_member}
PACKED = {".7z", ".bz2", ".rar", ".tar", ".tgz", ".xz", ".zst"}


def documents(
    source: Source, options: ReadOptions, reader: Reader | None = None
) -> Iterator[Document]:
    """The documents of one source, by this reader, else by that of its suffix; whatever is wrong
    with it becomes a failed document.

    Raises:
        UsageError: an option is wrong.
    """
    empty = True
    try:
        for document in (reader or _read)(source, options):
            empty = False
            yield document
    except UsageError:
        raise
    except Exception as error:
        yield Document(source.name, "", source.where, error=_reason(error))
        return
    if empty:
        yield Document(source.name, "", source.where)


def _read(source: Source, options: ReadOptions) -> Iterator[Document]:
    if source.suffix in ARCHIVES:
        for member in ARCHIVES[source.suffix](source):
            yield from _member(member, options)
    elif source.suffix in READERS:
        yield from READERS[source.suffix](source, options)
    else:
        kind = printable(source.suffix) or "files without a suffix"
        what = "unpack it" if source.suffix in PACKED else "convert it to one of"
        formats = "" if source.suffix in PACKED else f" {' '.join([*READERS, *ARCHIVES])}"
        raise InputError(f"imena does not read {kind}: {what}{formats}")


def _member(member: Source | Document, options: ReadOptions) -> Iterator[Document]:
    if isinstance(member, Document):
        yield member
    elif member.suffix in ARCHIVES:
        reason = "an archive in an archive: unpack the outer one, and read the folder"
        yield Document(member.name, "", member.where, error=reason)
    else:
        yield from documents(member, options)


def _reason(error: Exception) -> str:
    """Why a source cannot be read, and what to do."""
    if isinstance(error, (InputError, MissingExtraError)):
        return str(error)
    if isinstance(error, PermissionError):
        return f"{error.strerror}: allow yourself to read it, or leave it out"
    if isinstance(error, FileNotFoundError):
        return "a link that leads nowhere, or a file that has just gone: leave it out"
    if isinstance(error, OSError):
        return f"{error.strerror or error}: copy it to another place, or leave it out"
    # A reader met what nobody foresaw: the other files are read.
    return f"cannot be read: {type(error).__name__}: {error}; convert it to .txt, or leave it out"


def printable(name: str) -> str:
    """A name with the bytes of it that are not Unicode spelled out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
