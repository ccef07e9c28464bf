"""Open a folder of tables without reading them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyarrow import fs

from imena import schema
from imena.errors import UsageError
from imena.storage.filesystems import locate, reported, shown
from imena.tables.folder import (
    MANIFEST,
    OWN_NAMES,
    REPAIR,
    SUCCESS,
    Filters,
    Stored,
    expression,
    file_name,
)
from imena.tables.tables import Tables

NEEDED = ("mentions", "entities", "documents")  # a run may leave out texts and tokens
EXPECTED = "a folder that `imena extract ... -o FOLDER` or Tables.write(FOLDER) made"


def open(path: str | Path, *, filters: Filters = None) -> Tables:
    """Open a folder of tables; nothing but its manifest is read at once.

    The tables (``mentions``, ``entities``, ``documents``, and ``texts`` and ``tokens`` if they
    exist) are read when they are first used. Read parts of what is larger than memory with
    ``tables.read``, or stream it with ``tables.dataset``.

    Args:
        path: the folder that `imena extract` or `Tables.write` made, or its URI.
        filters: keep only the mentions that match; see `Tables.read`.

    Raises:
        UsageError: it is not such a folder, the run that writes it has not finished, or the
            filters do not fit the table of mentions.

    >>> import imena, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     imena.extract(["Валерий Герасимов прилетел в Баку."]).write(folder)
    ...     tables = imena.open(folder, filters=[("label", "=", "LOC")])
    ...     print(tables.mentions["normal"].tolist())
    ['Баку']
    """
    filesystem, root = locate(str(path))
    with reported(str(path)):
        _check(filesystem, root, shown(str(path)))
        manifest = _manifest(filesystem, f"{root}/{MANIFEST}")
    kept = {"mentions": expression(filters, "mentions")}
    stored = {
        name: Stored(name, filesystem, f"{root}/{file_name(name)}", rows, kept.get(name))
        for name, rows in manifest["counts"].items()
        if name in schema.SCHEMAS
    }
    return Tables(**stored, manifest=manifest)


def _check(filesystem: fs.FileSystem, file_path: str, path: str) -> None:
    """Raise a UsageError unless the path is a complete folder of tables."""
    kind = filesystem.get_file_info(file_path).type
    if kind == fs.FileType.NotFound:
        raise UsageError(f"the folder {path} does not exist: give {EXPECTED}")
    if kind == fs.FileType.File:
        raise UsageError(f"{path} is a file: read it with pandas, or give {EXPECTED}")
    entries = filesystem.get_file_info(fs.FileSelector(file_path))
    present = {info.base_name for info in entries}.intersection(OWN_NAMES)
    if SUCCESS not in present and present - {MANIFEST}:
        raise UsageError(f"{path} is not finished: run the same command again to resume it")
    missing = [name for name in (MANIFEST, *map(file_name, NEEDED)) if name not in present]
    if missing:
        raise UsageError(f"{path} contains no {', '.join(missing)}: give {EXPECTED}")


def _manifest(filesystem: fs.FileSystem, file_path: str) -> dict[str, Any]:
    """Read the record of the run, which counts the rows of every table."""
    try:
        with filesystem.open_input_file(file_path) as file:
            manifest: dict[str, Any] = json.loads(file.read())
        counts = manifest["counts"]
        missing = [name for name in NEEDED if name not in counts]
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{file_path} is damaged: {error}; {REPAIR}") from error
    if missing:
        raise UsageError(f"{file_path} does not count {', '.join(missing)}; {REPAIR}")
    return manifest
