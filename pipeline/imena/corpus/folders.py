"""Paths, folders and globs in, the files that they stand for out."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from imena.corpus.readers import printable
from imena.errors import UsageError

STDIN = "-"


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
    if "\0" in path:
        raise UsageError(f"a path with a NUL character: {path[:100]!r}")
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
    """All files but hidden ones, links followed; a folder that cannot be listed stands for what is
    in it.
    """
    unreadable: list[OSError] = []
    found: list[Path] = []
    seen = {os.path.realpath(folder)}
    for parent, below, names in os.walk(folder, onerror=unreadable.append, followlinks=True):
        real = {name: os.path.realpath(f"{parent}/{name}") for name in below if not _hidden(name)}
        # Each folder once: a link to one on the way here would lead round and round.
        below[:] = [name for name, path in sorted(real.items()) if path not in seen]
        seen.update(real.values())
        found += [Path(parent, name) for name in names if not _hidden(name)]
    return found + [Path(error.filename) for error in unreadable]


def _hidden(name: str) -> bool:
    return name.startswith(".")
