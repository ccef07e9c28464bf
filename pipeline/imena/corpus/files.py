"""Find the files that paths stand for and read each with the reader for its format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from imena.corpus import standard_input
from imena.corpus.document import Document
from imena.corpus.encoding.charset import encoding_of
from imena.corpus.extras import require
from imena.corpus.folders import File, expand
from imena.corpus.formats import delimited, jsonl, parquet
from imena.corpus.readers import ARCHIVES, READERS, documents, printable
from imena.corpus.source import Source, of_file, of_remote
from imena.options import ReadOptions
from imena.problems import problem
from imena.storage.disk_set import UniqueIds
from imena.storage.filesystems import is_remote, locate, shown

RECORDS = (jsonl.read, delimited.read, parquet.read)
MAX_NESTING = (
    500  # levels of lists in the metadata of a record; Python's JSON module handles about 900
)
# Files with other suffixes, supported or not, are one document each.
CONTAINERS = {*ARCHIVES, *(suffix for suffix, reader in READERS.items() if reader in RECORDS)}


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that holds one document and has not been read yet."""

    name: str  # id of the document
    path: str  # or URI
    size: int  # in bytes
    stamp: int  # time of the last modification, in nanoseconds

    @property
    def source(self) -> str:
        """The path as people should see it."""
        return printable(shown(self.path) if is_remote(self.path) else self.path)


Item = FileRef | Document
Sized = tuple[Item, int]  # with the number of input bytes that were consumed for it


def read_paths(paths: Iterable[str | Path], options: ReadOptions) -> Iterator[Document]:
    """Read all documents of files, folders, globs and URIs in the given order.

    ``-`` stands for standard input. The id of a file's document is its path below the given folder.
    The id of a record is its own id, or else the file and the line. A member of an archive is named
    by the archive, ``!/`` and the path inside it. The second document with an id becomes ``id#2``.

    Raises:
        UsageError: a path or the encoding does not exist. Raised before anything is read.
        MissingExtraError: a file that was named itself needs a library. Raised before anything is
            read.
    """
    items = read_containers(paths, options)
    return (document for item, _ in items for document in read_item(item, options))


def read_containers(paths: Iterable[str | Path], options: ReadOptions) -> Iterator[Sized]:
    """Read the documents of containers, and list the files that hold one document without reading
    them.

    Raises:
        UsageError: a path or the encoding does not exist. Raised before anything is read.
        MissingExtraError: a file that was named itself needs a library. Raised before anything is
            read.
    """
    given = [str(path) for path in paths]
    files = expand(given)
    for path in given:
        require(_suffix_of_file(path))
    if options.encoding is not None:
        encoding_of(b"", options.encoding)  # raises if there is no such encoding
    return _unique(sized for file in files for sized in _items(file, options))


def read_item(item: Item, options: ReadOptions) -> Iterator[Document]:
    """Yield the document, reading it if necessary.

    If a reader yields several documents for one file, the second is called ``name#2``.
    """
    if isinstance(item, Document):
        yield item
        return
    source = _source(item.path)
    for number, document in enumerate(documents(source, options), 1):
        name = item.name if number == 1 else f"{item.name}#{number}"
        yield with_valid_unicode(document, name)


def unique_ids(documents: Iterable[Document]) -> Iterator[Document]:
    """Make the ids of documents valid Unicode and unique."""
    ids = UniqueIds()
    for document in documents:
        yield with_valid_unicode(document, ids.unique(printable(document.doc_id)))


def _unique(items: Iterable[Sized]) -> Iterator[Sized]:
    """Make the ids of items valid Unicode and unique."""
    ids = UniqueIds()
    for item, size in items:
        if isinstance(item, FileRef):
            yield replace(item, name=ids.unique(printable(item.name))), size
        else:
            yield with_valid_unicode(item, ids.unique(printable(item.doc_id))), size


def with_valid_unicode(document: Document, doc_id: str) -> Document:
    """Replace the id, and make all strings of a document valid Unicode.

    A document fails if its metadata is nested too deeply to be written as JSON.
    """
    source = None if document.source is None else printable(document.source)
    if _too_deep(document.meta):
        too_deep = problem("deep", n=MAX_NESTING)
        return Document(doc_id, "", source, document.encoding, error=too_deep)
    error = document.error and document.error.map_strings(printable)
    note = document.note and document.note.map_strings(printable)
    title = document.title and printable(document.title)
    return replace(document, doc_id=doc_id, source=source, error=error, note=note, title=title)


def _too_deep(meta: Mapping[str, Any]) -> bool:
    level: list[Any] = [meta]
    for _ in range(MAX_NESTING):
        values = (one.values() if isinstance(one, Mapping) else one for one in level)
        level = [value for some in values for value in some if isinstance(value, (dict, list))]
        if not level:
            return False
    return True


def _items(file: File, options: ReadOptions) -> Iterator[Sized]:
    if file.kind == "standard input":
        for document in standard_input.read(options):
            yield document, size_in_memory(document)
    elif file.kind == "unlisted folder":
        yield Document(file.name, "", file.path, error=problem("folder")), 0
    elif _suffix(file.name) in CONTAINERS:
        yield from _records(file, options)
    else:
        yield FileRef(file.name, file.path, file.size, file.stamp), file.size


def _records(file: File, options: ReadOptions) -> Iterator[Sized]:
    """Read a container, and count how many of its bytes were consumed for each document."""
    source = _source(file.path, file.name)
    meter = _Meter(source.open, file.size)
    previous = None
    for document in documents(replace(source, open=meter.open), options):
        if previous is not None:
            yield previous
        previous = document, meter.read()
    if previous is not None:
        document, size = previous
        yield document, size + meter.rest()


class _Meter:
    """Measure how far a file has been read, from the position of its reader."""

    def __init__(self, opener: Callable[[], BinaryIO], size: int) -> None:
        self._opener, self._size = opener, size
        self._read = 0  # bytes that `read` has returned so far
        self._file: BinaryIO | None = None

    def open(self) -> BinaryIO:
        self._file = self._opener()
        return self._file

    def read(self) -> int:
        """Return the number of bytes since the last call; 0 if the reader moved backwards."""
        if self._file is None:
            return 0
        position = self._size if self._file.closed else min(self._file.tell(), self._size)
        new = max(0, position - self._read)
        self._read += new
        return new

    def rest(self) -> int:
        """Return the number of bytes that were never read."""
        return self._size - self._read


def _source(path: str, name: str | None = None) -> Source:
    """Open a local or remote file under the given name, or else its own."""
    if is_remote(path):
        filesystem, inner = locate(path)
        return of_remote(filesystem, inner, name or PurePosixPath(inner).name, shown(path))
    return of_file(path, name or Path(path).name)


def _suffix_of_file(path: str) -> str:
    """Return the suffix of a path that names a file; empty for folders and globs."""
    if "://" in path:
        return _suffix(locate(path)[1])
    return _suffix(path) if os.path.lexists(path) and not Path(path).is_dir() else ""


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def size_in_memory(document: Document) -> int:
    """Estimate the size of a document in bytes; most Russian letters take two."""
    others = (value for value in document.meta.values() if isinstance(value, str))
    return 2 * (len(document.text) + sum(map(len, others)))
