"""Paths in, documents out: finds the files and gives each to the reader of its format."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from imena.corpus import delimited, jsonl, parquet, plain
from imena.corpus.document import Document
from imena.corpus.options import ReadOptions
from imena.errors import InputError, UsageError

Reader = Callable[[Path, str, ReadOptions], Iterator[Document]]

READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".parquet": parquet.read,
}
STDIN = "-"


def read_paths(paths: Iterable[str | Path], options: ReadOptions) -> Iterator[Document]:
    """Every document of the files, folders and globs, in the order given; ``-`` is standard input.

    A file's document is named by its path below the folder that was given; a record's by its id,
    else by file and line. The second document of the same name becomes ``name#2``.

    Raises:
        UsageError: a path does not exist; raised before anything is read.
    """
    files = expand(paths)
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
        yield replace(document, doc_id=doc_id, source=source, error=error)


def printable(name: str) -> str:
    """A name with the bytes of it that are not Unicode spelled out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def expand(paths: Iterable[str | Path]) -> list[tuple[Path, str]]:
    """The files that these paths stand for, each once, with the names of their documents.

    Raises:
        UsageError: a path does not exist, or there is nothing below it.
    """
    files: dict[str, tuple[Path, str]] = {}
    for path in paths:
        for file, name in _expand(str(path)):
            files.setdefault(os.path.realpath(file), (file, name))
    return list(files.values())


def _expand(path: str) -> list[tuple[Path, str]]:
    """The files below a path, each with the name of its document."""
    if path == STDIN:
        return [(Path(STDIN), "stdin")]
    if not path.strip():
        raise UsageError("an empty path: name a file or a folder, . for the one you are in")
    if not os.path.lexists(path) and glob.has_magic(path):
        found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - a Path has no such glob
        if not found:
            raise UsageError(f"no file matches {printable(path)}")
        return [pair for match in found for pair in _expand(match)]
    if not os.path.lexists(path):
        raise UsageError(
            f"no such file or folder: {printable(path[:100])} "
            "(from Python, a text goes into a list: imena.extract([text]))"
        )
    given = Path(path)
    if not given.is_dir():
        return [(given, given.name)]
    below = _files_below(given)
    if not below:
        raise UsageError(f"the folder {printable(path)} holds no files")
    return [(file, file.relative_to(given).as_posix()) for file in sorted(below)]


def _files_below(folder: Path) -> list[Path]:
    """All files but hidden ones; a folder that cannot be listed stands for what is in it."""
    unreadable: list[OSError] = []
    found = [
        Path(parent, name)
        for parent, _, names in os.walk(folder, onerror=unreadable.append)
        for name in names
        if not _hidden(name) and not any(map(_hidden, Path(parent).relative_to(folder).parts))
    ]
    return found + [Path(error.filename) for error in unreadable]


def _hidden(name: str) -> bool:
    return name.startswith(".")


def _read(path: Path, name: str, options: ReadOptions) -> Iterator[Document]:
    """The documents of one file; whatever is wrong with it becomes a failed document."""
    empty = True
    try:
        for document in _reader(path)(path, name, options):
            empty = False
            yield document
    except UsageError:
        raise
    except InputError as error:
        yield Document(name, "", str(path), error=str(error))
        return
    except OSError as error:
        yield Document(name, "", str(path), error=error.strerror or str(error))
        return
    except Exception as error:  # a reader met what nobody foresaw: the other files are read
        reason = f"cannot be read: {type(error).__name__}: {error}"
        yield Document(name, "", str(path), error=reason)
        return
    if empty:
        yield Document(name, "", str(path))


def _reader(path: Path) -> Reader:
    if str(path) == STDIN:
        return _read_stdin
    suffix = path.suffix.lower()
    if path.is_dir():
        raise InputError("a folder that cannot be listed: check its permissions")
    if suffix in READERS:
        return READERS[suffix]
    raise InputError(
        f"imena does not read {suffix or 'files without a suffix'}: "
        f"convert it to one of {' '.join(READERS)}"
    )


def _read_stdin(path: Path, name: str, options: ReadOptions) -> Iterator[Document]:
    yield plain.from_bytes(sys.stdin.buffer.read(), name, STDIN, options)
