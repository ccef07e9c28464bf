"""Write all tables to a folder of Parquet files with a manifest, and read them back.

``mentions.parquet/``, ``documents.parquet/``, ``texts.parquet/`` and ``tokens.parquet/`` are
folders of one or more parts, as Spark and Dask write them; ``entities.parquet`` is one file.
``manifest.json`` is written after them, and last an empty ``_SUCCESS``, which marks the folder as
complete.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
from pyarrow import fs
from pyarrow.parquet import filters_to_expression

from imena import schema
from imena.errors import UsageError
from imena.storage.atomic import replacing
from imena.tables import parquet

MANIFEST, SUCCESS = "manifest.json", "_SUCCESS"
WORK = "_work"  # files of an unfinished run
WHOLE = "entities"  # the table that is a single file
ROWS = 1_048_576  # rows of a row group at most
REPAIR = "repeat the command that made the folder, with --overwrite"

# Arrow's expressions, or pandas' lists of (column, operator, value)
Filters: TypeAlias = ds.Expression | list[Any] | None


def write(tables: Mapping[str, ds.Dataset], manifest: Mapping[str, Any], path: Path) -> None:
    """Write all tables, then the manifest, then ``_SUCCESS``.

    Tables of another folder are streamed. Tables of this folder cannot be written to it, because
    they would be deleted before they are read. Everything that an earlier run left there is
    deleted.
    """
    path.mkdir(exist_ok=True)
    for name in OWN_NAMES:
        _remove(path / name)
    for name, table in tables.items():
        target = path / file_name(name)
        if name != WHOLE:
            target.mkdir()
            target = target / part_name(0)
        scanner = table.scanner(batch_size=ROWS, batch_readahead=2, fragment_readahead=1)
        parquet.write(scanner.to_reader(), target)
    with replacing(path / MANIFEST) as part:
        part.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")
    (path / SUCCESS).touch()


def file_name(table: str) -> str:
    """Return the name of a table in its folder."""
    return f"{table}.parquet"


def part_name(number: int) -> str:
    """Return the name of a part of a table in the folder of the table."""
    return f"part-{number:05}.parquet"


# The contents of a folder of tables, in the order in which they are deleted.
OWN_NAMES = (SUCCESS, MANIFEST, WORK, *map(file_name, schema.SCHEMAS))


@dataclass(frozen=True)
class Stored:
    """A table in such a folder, which is read on demand."""

    name: str
    filesystem: fs.FileSystem
    path: str  # of the table
    rows: int  # according to the manifest
    filters: ds.Expression | None = None  # restricts the rows

    def dataset(self) -> ds.Dataset:
        """Open the rows as an Arrow dataset that reads part by part and only the columns needed.

        Raises:
            UsageError: the files are missing, or another version of imena wrote them.
        """
        expected = schema.SCHEMAS[self.name]
        files = self._files()
        try:
            # All parts have the columns of the first, since one run wrote them.
            found = ds.dataset(files[:1], filesystem=self.filesystem, format="parquet").schema
            dataset = ds.dataset(files, expected, format="parquet", filesystem=self.filesystem)
        except (pa.ArrowException, OSError) as error:
            raise _unreadable(self.path, error) from error
        if found.names != expected.names:
            different = sorted(set(found.names).symmetric_difference(expected.names))
            raise UsageError(
                f"the columns of {self.path} are not those of {self.name}: they differ in "
                f"{', '.join(different) or 'their order'}, because another version of imena wrote "
                f"them (see {MANIFEST}); {REPAIR}"
            )
        return dataset if self.filters is None else dataset.filter(self.filters)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The table in memory, read once.

        Raises:
            UsageError: see `dataset`; or a part is damaged or missing.
        """
        found = frame(self.dataset(), self.name)
        if self.filters is None:
            self._check(len(found))
        return found

    def check_whole(self) -> None:
        """Raise a UsageError unless all parts exist. No row is read."""
        self._check(replace(self, filters=None).dataset().count_rows())

    def stands_in(self, folder: Path) -> bool:
        """Return whether the table is in this local folder."""
        is_local = isinstance(self.filesystem, fs.LocalFileSystem)
        return is_local and Path(self.path).parent.resolve() == folder.resolve()

    def _check(self, found: int) -> None:
        if found != self.rows:
            raise UsageError(
                f"{self.path} has {found:,} rows, but {MANIFEST} counts {self.rows:,}: parts are "
                f"missing or are of another run; {REPAIR}"
            )

    @property
    def is_loaded(self) -> bool:
        """Whether the table is in memory."""
        return "frame" in vars(self)

    def _files(self) -> list[str]:
        """List the file or the parts of the table in document order."""
        if self.name == WHOLE:
            return [self.path]
        selector = fs.FileSelector(self.path, allow_not_found=True)
        names = [
            info.base_name
            for info in self.filesystem.get_file_info(selector)
            if info.base_name.startswith("part-") and info.base_name.endswith(".parquet")
        ]
        if not names:
            raise UsageError(f"{self.path} has no parts; {REPAIR}")
        # Sort by number: names grow longer from part 100,000 on.
        return [f"{self.path}/{name}" for name in sorted(names, key=lambda name: (len(name), name))]


def frame(
    dataset: ds.Dataset, name: str, columns: Sequence[str] | None = None, filters: Filters = None
) -> pd.DataFrame:
    """Read rows and columns of a table as a DataFrame with the types of `imena.schema`.

    Raises:
        UsageError: there is no such column, the filters do not fit the columns, or a file cannot be
            read.
    """
    wanted = _columns(columns, name)
    kept = expression(filters, name)
    try:
        table = dataset.to_table(columns=wanted, filter=kept)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(f"the table {name}", error) from error
    return schema.to_pandas(table)


def expression(filters: Filters, name: str) -> ds.Expression | None:
    """Convert filters of either kind to an Arrow expression.

    Raises:
        UsageError: they are of neither kind, or do not fit the columns and types of the table.
    """
    if filters is None:
        return None
    expected = schema.SCHEMAS[name]
    try:
        given = filters if isinstance(filters, ds.Expression) else filters_to_expression(filters)
        ds.dataset(expected.empty_table()).to_table(filter=given)
    except (pa.ArrowException, ValueError, TypeError) as error:
        # Arrow names the missing column and then lists the whole schema.
        reason = str(error).partition(f" in {expected.names[0]}: ")[0]
        raise UsageError(
            f'the filters do not fit {name}: {reason}; write them like [("label", "=", "PER")]; '
            f"the columns are {', '.join(expected.names)}"
        ) from error
    return given


def _unreadable(what: str, error: Exception) -> UsageError:
    reason = " ".join(str(error).split())  # Arrow's messages have line breaks
    return UsageError(f"cannot read {what}: {reason}; {REPAIR}")


def _columns(columns: Sequence[str] | None, name: str) -> list[str]:
    """Return the columns to read; raise a UsageError unless the table has each of them."""
    present = schema.SCHEMAS[name].names
    if columns is None:
        return present
    if isinstance(columns, str) or not columns:
        raise UsageError(f"columns cannot be {columns!r}: give a list of at least one name")
    for column in columns:
        if column not in present:
            raise UsageError(
                f"the column {column!r} does not exist in {name}; the columns are "
                f"{', '.join(present)}"
            )
    if len(set(columns)) < len(columns):
        raise UsageError(f"a column is given twice: {', '.join(columns)}")
    return list(columns)


def _remove(path: Path) -> None:
    """Delete a file, a link or a folder with its contents, if it exists."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
