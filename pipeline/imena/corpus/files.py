"""Paths in, documents out: finds the files and gives each to the reader of its format."""

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
from imena.corpus.options import ReadOptions
from imena.corpus.readers import ARCHIVES, READERS, documents, printable
from imena.corpus.source import Source, of_file, of_remote
from imena.storage.disk_set import UniqueIds
from imena.storage.filesystems import is_remote, locate, shown

RECORDS = (jsonl.read, delimited.read, parquet.read)
NESTED = 500  # lists in lists in a record's meta; Python's JSON goes to 900 or so
# The others are one document each, those that imena does not read too.
CONTAINERS = {*ARCHIVES, *(suffix for suffix, reader in READERS.items() if reader in RECORDS)}


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is one document and that nobody has read."""

    name: str  # the document's id
    path: str  # or URI
    size: int  # bytes
    stamp: int  # when it was last written to, in nanoseconds

    @property
    def source(self) -> str:
        """The path for people."""
        return printable(shown(self.path) if is_remote(self.path) else self.path)


Item = Unread | Document
Sized = tuple[Item, int]  # with the bytes of input that were gone through for it


def read_paths(paths: Iterable[str | Path], options: ReadOptions) -> Iterator[Document]:
    """Every document of the files, folders, globs and URIs, in the order given; ``-`` is standard
    input.

    A file's document is named by its path below the folder that was given; a record's by its id,
    else by file and line; what is in an archive by the archive's name, ``!/`` and its path there.
    The second document of the same name becomes ``name#2``.

    Raises:
        UsageError: a path or the encoding does not exist; raised before anything is read.
        MissingExtraError: a file that was named itself needs a library; likewise.
    """
    items = read_containers(paths, options)
    return (document for item, _ in items for document in read_item(item, options))


def read_containers(paths: Iterable[str | Path], options: ReadOptions) -> Iterator[Sized]:
    """The same documents, but for the files that are one document: these are only named.

    Raises:
        UsageError: a path or the encoding does not exist; raised before anything is read.
        MissingExtraError: a file that was named itself needs a library; likewise.
    """
    given = [str(path) for path in paths]
    files = expand(given)
    for path in given:
        require(_suffix_of_file(path))
    if options.encoding is not None:
        encoding_of(b"", options.encoding)  # there is one of this name
    return _unique(sized for file in files for sized in _items(file, options))


def read_item(item: Item, options: ReadOptions) -> Iterator[Document]:
    """The document, read now if it was not. Where the reader gives more than one, the next is
    called ``name#2``.
    """
    if isinstance(item, Document):
        yield item
        return
    source = _source(item.path)
    for number, document in enumerate(documents(source, options), 1):
        name = item.name if number == 1 else f"{item.name}#{number}"
        yield _sound(document, name)


def unique_ids(documents: Iterable[Document]) -> Iterator[Document]:
    """The same documents, with ids that are valid Unicode and occur once."""
    ids = UniqueIds()
    for document in documents:
        yield _sound(document, ids.unique(printable(document.doc_id)))


def _unique(items: Iterable[Sized]) -> Iterator[Sized]:
    """The same items, with ids that are valid Unicode and occur once."""
    ids = UniqueIds()
    for item, size in items:
        if isinstance(item, Unread):
            yield replace(item, name=ids.unique(printable(item.name))), size
        else:
            yield _sound(item, ids.unique(printable(item.doc_id))), size


def _sound(document: Document, doc_id: str) -> Document:
    """The document under this id, with a source and messages that are valid Unicode; one whose
    meta cannot be written as JSON has failed.
    """
    source = None if document.source is None else printable(document.source)
    error = None if document.error is None else printable(document.error)
    note = None if document.note is None else printable(document.note)
    if _too_deep(document.meta):
        error = f"a value nested deeper than {NESTED} levels: leave it out"
        return Document(doc_id, "", source, document.encoding, error=error)
    return replace(document, doc_id=doc_id, source=source, error=error, note=note)


def _too_deep(meta: Mapping[str, Any]) -> bool:
    level: list[Any] = [meta]
    for _ in range(NESTED):
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
        reason = "a folder that cannot be listed: allow yourself to read it, or leave it out"
        yield Document(file.name, "", file.path, error=reason), 0
    elif _suffix(file.name) in CONTAINERS:
        yield from _records(file, options)
    else:
        yield Unread(file.name, file.path, file.size, file.stamp), file.size


def _records(file: File, options: ReadOptions) -> Iterator[Sized]:
    """The documents of a container, and how many of its bytes were read for each."""
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
    """Tells how far a file was read, by where its reader stands in it."""

    def __init__(self, opener: Callable[[], BinaryIO], size: int) -> None:
        self._opener, self._size = opener, size
        self._read = 0  # bytes that were told
        self._file: BinaryIO | None = None

    def open(self) -> BinaryIO:
        self._file = self._opener()
        return self._file

    def read(self) -> int:
        """The bytes since the last time; nothing where the reader went back."""
        if self._file is None:
            return 0
        place = self._size if self._file.closed else min(self._file.tell(), self._size)
        new = max(0, place - self._read)
        self._read += new
        return new

    def rest(self) -> int:
        """The bytes that no reader came to."""
        return self._size - self._read


def _source(path: str, name: str | None = None) -> Source:
    """A file, under this name or its own."""
    if is_remote(path):
        filesystem, inner = locate(path)
        return of_remote(filesystem, inner, name or PurePosixPath(inner).name, shown(path))
    return of_file(path, name or Path(path).name)


def _suffix_of_file(path: str) -> str:
    """The suffix of a file that was named itself; none of folders and globs."""
    if "://" in path:
        return _suffix(locate(path)[1])
    return _suffix(path) if os.path.lexists(path) and not Path(path).is_dir() else ""


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def size_in_memory(document: Document) -> int:
    """About the bytes of a document: most letters of Russian have two."""
    others = (value for value in document.meta.values() if isinstance(value, str))
    return 2 * (len(document.text) + sum(map(len, others)))
