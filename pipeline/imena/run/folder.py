"""Write the files of a run to a local or remote folder, each completely or not at all."""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq
from pyarrow import fs

from imena.errors import RunError
from imena.storage.filesystems import locate, shown
from imena.tables.folder import WORK

OBJECT_STORES = tuple(
    getattr(fs, name)
    for name in ("S3FileSystem", "GcsFileSystem", "AzureFileSystem")
    if hasattr(fs, name)
)
LOCK = ".lock"
RENAME_ATTEMPTS = 50


class Folder:
    """Named files below a path or URI. Only the path is sent to other processes."""

    def __init__(self, path: str) -> None:
        """Take a path, relative to the current directory, or a URI. Nothing is accessed yet."""
        self.path = path if "://" in path else str(Path(path).absolute())

    def __reduce__(self) -> tuple[type[Folder], tuple[str]]:
        """Let each process connect to the file system itself."""
        return Folder, (self.path,)

    def __str__(self) -> str:
        """Return the location for display, without options and passwords."""
        return shown(self.path)

    @cached_property
    def _located(self) -> tuple[fs.FileSystem, str]:
        filesystem, path = locate(self.path)
        return filesystem, path.rstrip("/")

    @property
    def local(self) -> Path | None:
        """The folder on this machine; None if it is remote."""
        filesystem, path = self._located
        return Path(path) if isinstance(filesystem, fs.LocalFileSystem) else None

    def names(self, below: str = "") -> list[str]:
        """List the files of a subfolder, sorted; an empty list if there is no such folder."""
        filesystem, _ = self._located
        selector = fs.FileSelector(self._path(below).rstrip("/"), allow_not_found=True)
        found = filesystem.get_file_info(selector)
        return sorted(info.base_name for info in found if info.type == fs.FileType.File)

    def others(self) -> list[str]:
        """List everything in the folder except a lock and an empty work folder, sorted."""
        filesystem, _ = self._located
        selector = fs.FileSelector(self._path("").rstrip("/"), allow_not_found=True)
        names = {info.base_name for info in filesystem.get_file_info(selector)} - {LOCK}
        return sorted(names if self.names(WORK) else names - {WORK})

    def exists(self, name: str) -> bool:
        """Return whether there is such a file or folder."""
        filesystem, _ = self._located
        return filesystem.get_file_info(self._path(name)).type != fs.FileType.NotFound

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a Parquet file with zstd compression."""
        with self._writing(name) as file:
            pq.write_table(table, file, compression="zstd")

    def read_table(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """Read a Parquet file, or some of its columns."""
        filesystem, _ = self._located
        with filesystem.open_input_file(self._path(name)) as file:
            return pq.read_table(file, columns=columns)

    def rows(self, name: str) -> int:
        """Count the rows of a table, a file or a folder of files, without reading them."""
        filesystem, _ = self._located
        return int(pads.dataset(self._path(name), filesystem=filesystem).count_rows())

    def write_json(self, name: str, value: Any, *, lasting: bool = True) -> None:
        """Write indented JSON; ``lasting=False`` is faster, but may not survive a power cut."""
        with self._writing(name, lasting=lasting) as file:
            file.write((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())

    def read_json(self, name: str) -> Any:
        """Read JSON; None if there is no such file."""
        filesystem, _ = self._located
        try:
            with filesystem.open_input_file(self._path(name)) as file:
                return json.loads(file.read())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise RunError(
                f"{name} in {self} is damaged ({error}): add --overwrite (overwrite=True) to start "
                "again, or write to another folder"
            ) from error

    def write_empty(self, name: str) -> None:
        """Write an empty file, whose existence is the message."""
        with self._writing(name):
            pass

    def delete(self, name: str) -> None:
        """Delete a file or a folder with its contents, if it exists."""
        filesystem, _ = self._located
        path = self._path(name)
        kind = filesystem.get_file_info(path).type
        if kind == fs.FileType.Directory:
            filesystem.delete_dir(path)
        elif kind == fs.FileType.File:
            filesystem.delete_file(path)

    def make(self, below: str = "") -> None:
        """Create the folder, or a subfolder."""
        filesystem, _ = self._located
        filesystem.create_dir(self._path(below).rstrip("/"), recursive=True)

    def _path(self, name: str) -> str:
        return f"{self._located[1]}/{name}"

    @contextmanager
    def _writing(self, name: str, *, lasting: bool = True) -> Iterator[Any]:
        """Yield a temporary file that replaces the target once it is complete.

        Object stores do this themselves.
        """
        filesystem, _ = self._located
        path, hidden = self._path(name), self._path(f"{WORK}/{uuid.uuid4().hex}.part")
        if isinstance(filesystem, fs.LocalFileSystem):
            try:
                with Path(hidden).open("wb") as file:
                    yield file
                    file.flush()
                    if lasting:
                        os.fsync(file.fileno())
                _replace(Path(hidden), Path(path))
            finally:
                Path(hidden).unlink(missing_ok=True)
            return
        whole = BytesIO()  # closing a stream after an error would keep an incomplete object
        yield whole
        is_store = isinstance(filesystem, OBJECT_STORES)
        with filesystem.open_output_stream(path if is_store else hidden) as file:
            file.write(whole.getbuffer())
        if not is_store:
            self.delete(name)
            filesystem.move(hidden, path)


def _replace(part: Path, path: Path) -> None:
    """Rename a file; on Windows, wait while another process reads the target."""
    for _ in range(RENAME_ATTEMPTS):
        try:
            part.replace(path)
            return
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(0.02)
    part.replace(path)
