"""The result of an extraction: five tables as DataFrames, and their manifest."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from imena import schema
from imena.errors import UsageError
from imena.storage.filesystems import is_remote, locate, shown
from imena.tables import folder, formats
from imena.tables.formats import NO_TEXTS, Format
from imena.tables.recompute_counts import recompute_documents, recompute_entities

ROWS = 10_000  # of a file that are in memory at once


class _Table:
    """A field of `Tables` that holds a DataFrame, or a stored table until it is first used."""

    def __init__(self, *, optional: bool = False) -> None:
        self._optional = optional

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, tables: Tables | None, owner: type) -> pd.DataFrame:
        if tables is not None:
            held = vars(tables)[self._name]
            return held.frame if isinstance(held, folder.Stored) else held
        if self._optional:
            return None  # the default value
        raise AttributeError(self._name)  # there is no default value

    def __set__(self, tables: Tables, held: pd.DataFrame | folder.Stored) -> None:
        vars(tables)[self._name] = held


@dataclass(frozen=True, repr=False)
class Tables:
    """The result of an extraction, with the columns and types of `imena.schema`.

    The tables are ordinary DataFrames. Those that `imena.open` opened are read when they are first
    used. `replacing` substitutes filtered ones; the manifest then records that rows were left out.
    """

    mentions: pd.DataFrame = _Table()
    entities: pd.DataFrame = _Table()
    documents: pd.DataFrame = _Table()
    texts: pd.DataFrame | None = _Table(optional=True)
    tokens: pd.DataFrame | None = _Table(optional=True)
    manifest: dict[str, Any] = field(default_factory=dict)

    def write(self, path: str | Path, format: str | None = None) -> None:
        """Write to a file or folder; an existing file or table is replaced.

        The suffix selects the format: ``.parquet``, ``.csv`` and ``.jsonl`` hold the mentions,
        ``.xlsx``, ``.sqlite`` and ``.duckdb`` more of the tables; docs/exports.md lists the others.
        A path without a suffix becomes a folder with all tables as Parquet and ``manifest.json``. A
        folder for brat must be empty. The index of a DataFrame is not written.

        Args:
            path: of the file or folder.
            format: the name of a format whose suffix is ambiguous: ``brat``, ``doccano``,
                ``label-studio``.

        Raises:
            UsageError: there is no such format or suffix, the path cannot be written to, the format
                needs texts that the run left out, or parts of a stored table are missing.
            MissingExtraError: the format needs a library that is not installed.
        """
        check_target(path, format=format, texts=self.holds("texts"))
        target, chosen = _local(path), format_of(path, format)
        if target is None:
            raise UsageError(
                f"Tables.write cannot write to {path}, only to local paths: use "
                "imena.extract_corpus, or pandas, e.g. tables.mentions.to_parquet"
            )
        tables = self._as_they_are(target)
        for name, held in tables._tables().items():
            if name in chosen.tables and isinstance(held, folder.Stored):
                held.check_whole()
        try:
            if chosen is formats.FOLDER:
                datasets = {name: tables.dataset(name) for name in tables._tables()}
                folder.write(datasets, tables.record(), target)
            elif chosen.tables == ("mentions",):
                rows = tables.dataset("mentions").scanner(batch_size=ROWS).to_reader()
                _writer(chosen)(rows, target)
            else:
                _writer(chosen)(tables, target)
        except OSError as error:
            raise UsageError(f"cannot write {target}: {error.strerror or error}") from error

    def dataset(self, name: str) -> ds.Dataset:
        """Return a table as an Arrow dataset, for data larger than memory, DuckDB and Polars.

        Args:
            name: ``mentions``, ``entities``, ``documents``, ``texts`` or ``tokens``.

        Raises:
            UsageError: there is no such table.
        """
        held = self._held(name)
        if isinstance(held, folder.Stored):
            return held.dataset()
        return ds.dataset(schema.to_arrow(held, schema.SCHEMAS[name]))

    def holds(self, name: str) -> bool:
        """Return whether there is a table of this name; a run may leave out texts and tokens."""
        return name in self._tables()

    def replacing(self, **tables: pd.DataFrame) -> Tables:
        """Return a copy with other DataFrames in place of some tables; stored tables stay stored.

        If mentions are replaced, the entities are restricted to theirs and all counts are
        recomputed, unless those tables are given too.

        Raises:
            UsageError: there is no such table.

        >>> import imena
        >>> tables = imena.extract(["Валерий Герасимов прилетел в Баку."])
        >>> places = tables.mentions[tables.mentions["label"] == "LOC"]
        >>> tables.replacing(mentions=places)
        Tables(1 mentions, 1 entities, 1 documents, 1 texts)
        """
        for name in tables:
            self._held(name)
        if "mentions" in tables:
            made = {"entities": recompute_entities, "documents": recompute_documents}
            for name in made.keys() - tables.keys():
                tables[name] = made[name](getattr(self, name), tables["mentions"])
        return Tables(**{**self._tables(), **tables}, manifest=self.manifest)

    def read(
        self, name: str, *, columns: Sequence[str] | None = None, filters: folder.Filters = None
    ) -> pd.DataFrame:
        """Read a part of a table; nothing else of a stored table is read into memory.

        Args:
            name: ``mentions``, ``entities``, ``documents``, ``texts`` or ``tokens``.
            columns: the columns to read, in this order.
            filters: the rows to read, as an Arrow expression (``pyarrow.dataset.field("score") >
                0.9``) or pandas' lists of (column, operator, value), as in ``[("label", "=",
                "PER"), ("zone", "in", ["headline", "body"])]``.

        Raises:
            UsageError: there is no such table or column, or the filters do not fit the columns.
        """
        return folder.frame(self.dataset(name), name, columns, filters)

    def __repr__(self) -> str:
        """Return the names and sizes of the tables in one line."""
        sizes = [f"{_size(held)} {name}" for name, held in self._tables().items()]
        return f"Tables({', '.join(sizes)})"

    def record(self) -> dict[str, Any]:
        """Return the manifest. If rows were left out since, it says so and counts the remaining
        ones.
        """
        counts = {name: _n_rows(held) for name, held in self._tables().items()}
        recorded = self.manifest.get("counts", {})
        others = {name: count for name, count in recorded.items() if name not in schema.SCHEMAS}
        if recorded == {**counts, **others}:
            return self.manifest
        return {**self.manifest, "filtered": True, "counts": {**counts, **others}}

    def _tables(self) -> dict[str, pd.DataFrame | folder.Stored]:
        """Return the tables that exist by name, as DataFrames or stored tables."""
        return {name: vars(self)[name] for name in schema.SCHEMAS if vars(self)[name] is not None}

    def _as_they_are(self, target: Path) -> Tables:
        """Return a copy in which loaded tables and those stored in the target are DataFrames.

        Loaded tables may have been edited, and tables in the target are about to be overwritten.
        """
        held = {
            name: held.frame
            if isinstance(held, folder.Stored) and (held.is_loaded or held.stands_in(target))
            else held
            for name, held in self._tables().items()
        }
        return Tables(**held, manifest=self.manifest)

    def _held(self, name: str) -> pd.DataFrame | folder.Stored:
        present = self._tables()
        if name not in present:
            raise UsageError(f"the table {name!r} does not exist: choose {', '.join(present)}")
        return present[name]

    def arrow(self) -> dict[str, pa.Table]:
        """Return the tables that exist as Arrow tables by name."""
        return {
            name: schema.to_arrow(getattr(self, name), schema.SCHEMAS[name])
            for name in self._tables()
        }


def _n_rows(held: pd.DataFrame | folder.Stored) -> int:
    return held.dataset().count_rows() if isinstance(held, folder.Stored) else len(held)


def _size(held: pd.DataFrame | folder.Stored) -> str:
    """Describe the number of rows; it is not known for a filtered table that was never read."""
    if not isinstance(held, folder.Stored):
        return str(len(held))
    if held.is_loaded:
        return str(len(held.frame))
    return str(held.rows) if held.filters is None else f"some of {held.rows}"


def check_target(
    path: str | Path,
    inputs: Iterable[str | Path] = (),
    format: str | None = None,
    *,
    texts: bool = True,
) -> None:
    """Check an output path before any work is done; for URIs, only what the URI itself shows.

    Raises:
        UsageError: no format has its suffix, its parent folder is missing, it is an input or inside
            one and the next run would read it, one of its tables is an input, or the format needs
            texts and there are none.
        MissingExtraError: the library that writes the format is not installed.
    """
    if not str(path).strip():
        raise UsageError("the output path is empty: write -o NAME")
    for given in inputs:
        _check_apart(path, given)
    chosen = format_of(path, format)
    chosen.check_installed()
    if chosen.needs_texts and not texts:
        raise UsageError(f"{chosen.name} needs the texts, but {NO_TEXTS}")
    target = _local(path)
    if target is None:
        if not chosen.is_folder:
            uri = shown(str(path))
            raise UsageError(f"{uri} is a remote file: give a folder, without a suffix")
        return
    if target.is_dir() and (not chosen.is_folder or target.suffix in formats.SUFFIXES):
        raise UsageError(f"{target} is a folder: give a file, or a folder without a suffix")
    if target.exists() and not target.is_dir() and chosen.is_folder:
        raise UsageError(f"{target} is a file: give a folder, or end the output in .parquet")
    if not target.parent.is_dir():
        raise UsageError(f"the folder {target.parent} does not exist: create it first")


def format_of(path: str | Path, format: str | None = None) -> Format:
    """Return the format of an output: the named one, or the one for its suffix.

    Raises:
        UsageError: there is none, or the suffix is ambiguous.

    >>> format_of("names.xlsx").meaning
    'a workbook: mentions, entities, documents'
    """
    if format is not None:
        return formats.named(format, _suffix(path))
    return formats.FOLDER if is_folder(path) else formats.of_suffix(_suffix(path))


def check_free(path: str | Path, format: str | None = None) -> None:
    """Raise a UsageError if tables would be written into a folder that is not empty.

    The brat format always refuses such a folder itself, since it may hold annotations.
    """
    target = _local(path)
    if target is None or format_of(path, format) is not formats.FOLDER or not target.is_dir():
        return
    if any(target.iterdir()):
        raise UsageError(
            f"{target} is not empty: give another folder, or add --overwrite to replace its tables"
        )


def is_folder(path: str | Path) -> bool:
    """Return whether tables are written to this path as a folder."""
    target = _local(path)
    return not _suffix(path) or (target is not None and target.is_dir())


def work_folder(file: str | Path) -> str:
    """Return the folder that holds the tables of a run whose output is a file."""
    local = _local(file)
    assert local is not None, "check_target refuses files elsewhere"
    return str(local.with_name(f".{local.name.replace('.', '-')}-work"))


def _check_apart(output: str | Path, given: str | Path) -> None:
    """Raise a UsageError if the output is an input, or if either would overwrite or re-read the
    other.
    """
    target, source = _whole(output), _whole(given)
    if glob.has_magic(str(given)) and fnmatch(str(target), str(source)):
        raise UsageError(f"the output {output} matches the input {given}: write it elsewhere")
    if target == source:
        raise UsageError(f"the output {output} is also an input: write it elsewhere")
    if source in target.parents and (not isinstance(source, Path) or source.is_dir()):
        raise UsageError(f"the output {output} is inside the input {given}: write it elsewhere")
    if target in source.parents and source.relative_to(target).parts[0] in folder.OWN_NAMES:
        raise UsageError(f"the input {given} is a table of the output {output}: write it elsewhere")


def _local(path: str | Path) -> Path | None:
    """Return the local path; None for a remote one."""
    uri = str(path)
    if is_remote(uri):
        return None
    return Path(locate(uri)[1]) if "://" in uri else Path(path)


def _whole(path: str | Path) -> PurePath:
    """Return the resolved local path, or the URI without options, for comparison."""
    local = _local(path)
    return PurePosixPath(shown(str(path))) if local is None else local.resolve()


def _writer(format: Format) -> Any:
    """Return the function that writes a format; its module is imported only now."""
    return import_module(f"imena.tables.{format.module}").write


def _suffix(path: str | Path) -> str:
    return (_local(path) or _whole(path)).suffix
