"""Paths in, documents out: finds the files and gives each to the reader of its format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from imena.corpus import standard_input
from imena.corpus.document import Document
from imena.corpus.extras import require
from imena.corpus.folders import STDIN, expand
from imena.corpus.options import ReadOptions
from imena.corpus.readers import documents, printable
from imena.corpus.source import of_file


def read_paths(paths: Iterable[str | Path], options: ReadOptions) -> Iterator[Document]:
    """Every document of the files, folders and globs, in the order given; ``-`` is standard input.

    A file's document is named by its path below the folder that was given; a record's by its id,
    else by file and line; what is in an archive by the archive's name, ``!/`` and its path there.
    The second document of the same name becomes ``name#2``.

    Raises:
        UsageError: a path does not exist; raised before anything is read.
        MissingExtraError: a file that was named itself needs a library; likewise.
    """
    given = [str(path) for path in paths]
    files = expand(given)
    for path, _ in files:
        if str(path) in given:
            require(path.suffix.lower())
    return unique_ids(doc for path, name in files for doc in _read(path, name, options))


def unique_ids(documents: Iterable[Document]) -> Iterator[Document]:
    """The same documents, with ids that are valid Unicode and occur once."""
    seen: dict[str, int] = {}
    for document in documents:
        doc_id = base = printable(document.doc_id)
        while doc_id in seen:
            seen[base] += 1
            doc_id = f"{base}#{seen[base]}"
        seen[doc_id] = 1
        source = None if document.source is None else printable(document.source)
        error = None if document.error is None else printable(document.error)
        note = None if document.note is None else printable(document.note)
        yield replace(document, doc_id=doc_id, source=source, error=error, note=note)


def _read(path: Path, name: str, options: ReadOptions) -> Iterator[Document]:
    if str(path) == STDIN:
        yield from standard_input.read(options)
    elif path.is_dir():
        reason = "a folder that cannot be listed: allow yourself to read it, or leave it out"
        yield Document(name, "", str(path), error=reason)
    else:
        yield from documents(of_file(path, name), options)
