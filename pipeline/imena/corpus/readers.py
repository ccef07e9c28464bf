"""Choose the reader for a source, and turn everything that goes wrong into a failed document."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from imena.corpus.date_and_title import with_date_and_title
from imena.corpus.document import Document
from imena.corpus.formats import archive, delimited, docx, eml, html, jsonl, parquet, pdf, plain
from imena.corpus.source import Source
from imena.errors import InputError, MissingExtraError, UsageError
from imena.options import ReadOptions
from imena.problems import Problem, problem

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
    """Read the documents of one source with the given reader, or else the one for its suffix.

    Whatever is wrong with the source becomes a failed document.

    Raises:
        UsageError: an option is wrong.
    """
    is_empty = True
    try:
        for document in (reader or _read)(source, options):
            is_empty = False
            yield with_date_and_title(document, options)
    except UsageError:
        raise
    except Exception as error:
        yield Document(source.name, "", source.where, error=_reason(error))
        return
    if is_empty:
        yield Document(source.name, "", source.where)


def _read(source: Source, options: ReadOptions) -> Iterator[Document]:
    if source.suffix in ARCHIVES:
        for member in ARCHIVES[source.suffix](source):
            yield from _member(member, options)
    elif source.suffix in READERS:
        yield from READERS[source.suffix](source, options)
    else:
        raise InputError(_unsupported(printable(source.suffix)))


def _member(member: Source | Document, options: ReadOptions) -> Iterator[Document]:
    if isinstance(member, Document):
        yield member
    elif member.suffix in ARCHIVES:
        yield Document(member.name, "", member.where, error=problem("zip_in_zip"))
    else:
        yield from documents(member, options)


def _unsupported(suffix: str) -> Problem:
    """Describe a suffix that no reader takes."""
    if suffix in PACKED:
        return problem("packed", suffix=suffix)
    formats = " ".join([*READERS, *ARCHIVES])
    if suffix:
        return problem("suffix", suffix=suffix, formats=formats)
    return problem("no_suffix", formats=formats)


def _reason(error: Exception) -> Problem:
    """Describe why a source cannot be read."""
    if isinstance(error, (InputError, MissingExtraError)):
        return error.problem
    if isinstance(error, PermissionError):
        return problem("denied")
    if isinstance(error, FileNotFoundError):
        return problem("link")
    if isinstance(error, OSError):
        return problem("system", error=str(error.strerror or error))
    # An unexpected exception in a reader must not stop the run.
    return problem("unforeseen", error=f"{type(error).__name__}: {error}")


def printable(name: str) -> str:
    """Escape the bytes of a name that are not valid Unicode."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
