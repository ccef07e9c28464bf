"""List the files below paths, folders, globs and URIs."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal, Protocol

from pyarrow import fs

from imena.corpus.readers import printable
from imena.errors import UsageError
from imena.storage.disk_set import Strings
from imena.storage.disk_sort import Name, disk_sort
from imena.storage.filesystems import below, identity, is_remote, locate, reported, shown

STDIN = "-"
FOLDER, LINK = 1, 2  # flags of a folder's entry


@dataclass(frozen=True, slots=True)
class File:
    """A file that has been listed but not opened."""

    name: str  # id of its document: the path below the given folder
    path: str  # or URI
    real: str  # resolved path; equal for all links to the same file
    size: int = 0  # in bytes
    stamp: int = 0  # time of the last modification, in nanoseconds
    kind: Literal["file", "standard input", "unlisted folder"] = "file"


def expand(paths: Iterable[str | Path]) -> Iterator[File]:
    """List each file once, in the order of the paths and, within a folder, in the order of the
    names.

    Only the names of one folder at a time are held in memory.

    Raises:
        UsageError: a path does not exist or holds no files. Raised before the first file is
            yielded.
    """
    return _each_once(chain.from_iterable([_given(str(path)) for path in paths]))


def _each_once(files: Iterable[File]) -> Iterator[File]:
    seen = Strings()
    for file in files:
        if seen.add(file.real):
            yield file


def _given(uri: str) -> Iterator[File]:
    """List the files below a path after checking that it exists."""
    if uri == STDIN:
        return iter([File("stdin", STDIN, STDIN, kind="standard input")])
    if not uri.strip():
        raise UsageError("the path is empty: give a file or a folder, or . for the current folder")
    if "\0" in uri:
        raise UsageError(f"the path contains a NUL character: {uri[:100]!r}")
    if is_remote(uri):
        return _given_remote(uri)
    path = locate(uri)[1] if "://" in uri else uri
    if not os.path.lexists(path) and glob.has_magic(path):
        if not any(map(_holds_files, glob.iglob(path, recursive=True))):  # noqa: PTH207
            raise UsageError(f"no file matches {printable(path)}")
        return _matching(path)
    if not os.path.lexists(path):
        raise UsageError(
            f"no such file or folder: {printable(path[:100])} "
            "(in Python, put a text into a list: imena.extract([text]))"
        )
    if not _holds_files(path):
        raise UsageError(f"the folder {printable(path)} contains no files")
    return _below(path)


def _matching(pattern: str) -> Iterator[File]:
    # pathlib has no recursive glob that takes an absolute pattern.
    matches = glob.iglob(pattern, recursive=True)  # noqa: PTH207
    for path, _ in disk_sort((match, 0) for match in matches):
        yield from _below(path)


def _below(path: str) -> Iterator[File]:
    """Yield the file itself, or the files below the folder."""
    given = Path(path)
    if not given.is_dir():
        yield _file(str(given), given.name, os.path.realpath(given))
    else:
        seen = Strings()
        real = os.path.realpath(given)
        seen.add(real)
        yield from _walk(_Local(str(given), "", real, seen))


def _holds_files(path: str) -> bool:
    """Return whether the path is a file or a folder with a file somewhere below it."""
    seen = set()
    folders = [path]
    while folders:
        folder = folders.pop()
        if not Path(folder).is_dir():
            return True
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if _hidden(entry.name):
                        continue
                    if not _is_folder(entry):
                        return True
                    folders.append(entry.path)
        except OSError:  # a folder that cannot be listed is reported when it is read
            return True
    return False


class _Folder(Protocol):
    """A folder of any file system."""

    def children(self) -> Iterator[File | _Folder]:
        """List the entries of the folder in order, without hidden files."""


def _walk(root: _Folder) -> Iterator[File]:
    """List all files below a folder, depth first."""
    way: list[Iterator[File | _Folder]] = [iter([root])]
    while way:
        child = next(way[-1], None)
        if child is None:
            way.pop()
        elif isinstance(child, File):
            yield child
        else:
            way.append(child.children())


@dataclass(frozen=True, slots=True)
class _Local:
    """A local folder. Links are followed, and each folder is entered once, so that cycles end."""

    path: str
    name: str  # prefix of the ids of its documents
    real: str
    seen: Strings  # resolved paths of the folders that were entered or will be

    def children(self) -> Iterator[File | _Folder]:
        try:
            with os.scandir(self.path) as entries:
                names = disk_sort(self._new(entries))
        except OSError:  # reported as one failed document
            name = self.name or Path(self.path).name
            return iter([File(name, self.path, self.real, kind="unlisted folder")])
        for name, what in names:
            if what & FOLDER:
                self.seen.add(self._real(name, what))
        return self._made(names)

    def _new(self, entries: Iterable[os.DirEntry[str]]) -> Iterator[Name]:
        for entry in entries:
            if _hidden(entry.name):
                continue
            what = FOLDER * _is_folder(entry) | LINK * entry.is_symlink()
            if not what & FOLDER or self._real(entry.name, what) not in self.seen:
                yield entry.name, what

    def _made(self, names: Iterable[Name]) -> Iterator[File | _Folder]:
        for name, what in names:
            path = name if self.path == os.curdir else os.path.join(self.path, name)  # noqa: PTH118
            called = f"{self.name}/{name}" if self.name else name
            real = self._real(name, what)
            if what & FOLDER:
                yield _Local(path, called, real, self.seen)
            else:
                yield _file(path, called, real)

    def _real(self, name: str, what: int) -> str:
        path = os.path.join(self.real, name)  # noqa: PTH118 - millions of them
        return os.path.realpath(path) if what & LINK else path


def _file(path: str, name: str, real: str) -> File:
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:  # the reader reports the reason
        return File(name, path, real)
    return File(name, path, real, found.st_size, found.st_mtime_ns)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _hidden(name: str) -> bool:
    return name.startswith(".")


def _given_remote(uri: str) -> Iterator[File]:
    filesystem, path = locate(uri)
    with reported(uri):
        info = filesystem.get_file_info(path)
    if info.type == fs.FileType.NotFound:
        globs = "; URIs cannot be globs: give the folder" if glob.has_magic(path) else ""
        raise UsageError(f"{printable(shown(uri))} does not exist{globs}")
    if info.type != fs.FileType.Directory:
        return iter([_far_file(uri, info.base_name, info)])
    files = _walk(_Remote(uri, "", filesystem, path))
    first = next(files, None)
    if first is None:
        raise UsageError(f"the folder {printable(shown(uri))} contains no files")
    return chain([first], files)


@dataclass(frozen=True, slots=True)
class _Remote:
    """A folder of a remote file system, which has no links."""

    uri: str
    name: str
    filesystem: fs.FileSystem
    path: str

    def children(self) -> Iterator[File | _Folder]:
        with reported(self.uri):
            listed = self.filesystem.get_file_info(fs.FileSelector(self.path))
        return self._made(sorted(listed, key=lambda info: info.base_name))

    def _made(self, listed: Iterable[fs.FileInfo]) -> Iterator[File | _Folder]:
        for info in listed:
            if _hidden(info.base_name):
                continue
            uri = below(self.uri, info.base_name)
            called = f"{self.name}/{info.base_name}" if self.name else info.base_name
            if info.type == fs.FileType.Directory:
                yield _Remote(uri, called, self.filesystem, info.path)
            else:
                yield _far_file(uri, called, info)


def _far_file(uri: str, name: str, info: fs.FileInfo) -> File:
    return File(name, uri, identity(uri), info.size or 0, info.mtime_ns or 0)
