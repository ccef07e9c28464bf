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
from imena.tables import recompute_counts as recount
from imena.tables.formats import NO_TEXTS, Format

ROWS = 10_000  # of a file that are in memory at once


class _Table:
    """A field of `Tables` that holds a DataFrame, or a table of a folder until it is used."""

    def __init__(self, *, optional: bool = False) -> None:
        self._optional = optional

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, tables: Tables | None, owner: type) -> pd.DataFrame:
        if tables is not None:
            held = vars(tables)[self._name]
            return held.frame if isinstance(held, folder.Stored) else held
        if self._optional:
            return None  # the default
        raise AttributeError(self._name)  # there is no default

    def __set__(self, tables: Tables, held: pd.DataFrame | folder.Stored) -> None:
        vars(tables)[self._name] = held


@dataclass(frozen=True, repr=False)
class Tables:
    """What was found, with the columns and types of `imena.schema`.

    The DataFrames are ordinary ones; those of a folder that `imena.open` opened are read when they
    are first used. `replacing` puts a filtered one in place, and what is written then says in its
    manifest that rows were left out.
    """

    mentions: pd.DataFrame = _Table()
    entities: pd.DataFrame = _Table()
    documents: pd.DataFrame = _Table()
    texts: pd.DataFrame | None = _Table(optional=True)
    tokens: pd.DataFrame | None = _Table(optional=True)
    manifest: dict[str, Any] = field(default_factory=dict)

    def write(self, path: str | Path, format: str | None = None) -> None:
        """Write to a file or a folder; a file or table that is already there is replaced.

        The suffix says in which format: ``.parquet``, ``.csv`` and ``.jsonl`` take the mentions,
        ``.xlsx``, ``.sqlite`` and ``.duckdb`` more of the tables, and docs/exports.md has the
        others. A path without a suffix becomes a folder with all tables as Parquet and
        ``manifest.json``; one for brat has to be empty. Row labels (the index) are not written.

        Args:
            path: of the file or folder.
            format: the name of the format, where the suffix does not say it: ``brat``,
                ``doccano``, ``label-studio``.

        Raises:
            UsageError: there is no such format or suffix, the place cannot be written to, the
                format needs the texts and the run left them out, or parts of the folder that the
                tables are read from are missing.
            MissingExtraError: the format needs a library that is not installed.
        """
        check_target(path, format=format, texts=self.holds("texts"))
        target, chosen = _local(path), format_of(path, format)
        if target is None:
            raise UsageError(
                f"Tables.write writes to this machine, not to {path}: imena.extract_corpus writes "
                "to URIs, and so does pandas, e.g. tables.mentions.to_parquet"
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
        """A table as an Arrow dataset: for what is larger than memory, and for DuckDB and Polars.

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
        """Whether there is a table of this name: a run may leave out texts and tokens."""
        return name in self._tables()

    def replacing(self, **tables: pd.DataFrame) -> Tables:
        """The same with other DataFrames in the place of some; those of a folder stay there.

        With other mentions, entities are those that they are of, and counts are of them, unless
        these tables are given too.

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
            made = {"entities": recount.entities, "documents": recount.documents}
            for name in made.keys() - tables.keys():
                tables[name] = made[name](getattr(self, name), tables["mentions"])
        return Tables(**{**self._tables(), **tables}, manifest=self.manifest)

    def read(
        self, name: str, *, columns: Sequence[str] | None = None, filters: folder.Filters = None
    ) -> pd.DataFrame:
        """A part of a table; of a folder's, nothing else is read into memory.

        Args:
            name: ``mentions``, ``entities``, ``documents``, ``texts`` or ``tokens``.
            columns: only these, in this order.
            filters: only the rows that fit: Arrow's expression (``pyarrow.dataset.field("score") >
                0.9``), or pandas' lists of (column, operator, value), as in
                ``[("label", "=", "PER"), ("zone", "in", ["headline", "body"])]``.

        Raises:
            UsageError: there is no such table or column, or the filters do not fit the columns.
        """
        return folder.frame(self.dataset(name), name, columns, filters)

    def __repr__(self) -> str:
        """What is in it, in a line."""
        sizes = [f"{_size(held)} {name}" for name, held in self._tables().items()]
        return f"Tables({', '.join(sizes)})"

    def record(self) -> dict[str, Any]:
        """The manifest; if rows were left out since, it says so and counts what there is."""
        counts = {name: _n_rows(held) for name, held in self._tables().items()}
        recorded = self.manifest.get("counts", {})
        others = {name: count for name, count in recorded.items() if name not in schema.SCHEMAS}
        if recorded == {**counts, **others}:
            return self.manifest
        return {**self.manifest, "filtered": True, "counts": {**counts, **others}}

    def _tables(self) -> dict[str, pd.DataFrame | folder.Stored]:
        """The tables by name, as they are held; those of `schema.OPTIONAL` where they were made."""
        return {name: vars(self)[name] for name in schema.SCHEMAS if vars(self)[name] is not None}

    def _as_they_are(self, target: Path) -> Tables:
        """The same, with what was loaded, and perhaps edited, and what stands in the target as
        DataFrames.
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
            raise UsageError(f"there is no table {name!r}: choose {', '.join(present)}")
        return present[name]

    def arrow(self) -> dict[str, pa.Table]:
        """The tables as Arrow tables by name; those of `schema.OPTIONAL` where they were made."""
        return {
            name: schema.to_arrow(getattr(self, name), schema.SCHEMAS[name])
            for name in self._tables()
        }


def _n_rows(held: pd.DataFrame | folder.Stored) -> int:
    return held.dataset().count_rows() if isinstance(held, folder.Stored) else len(held)


def _size(held: pd.DataFrame | folder.Stored) -> str:
    """The number of rows; of some that were never read, that it is some."""
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
    """Check the path to write to before any work is done; of URIs, only what they say themselves.

    Raises:
        UsageError: no writer knows its suffix, the folder it would stand in is missing, it is an
            input or lies in one, so that the next run would read it, one of its tables is an
            input, or the format needs the texts and there are none.
        MissingExtraError: what writes such files is not installed.
    """
    if not str(path).strip():
        raise UsageError("the output has no name: write -o NAME")
    for given in inputs:
        _check_apart(path, given)
    chosen = format_of(path, format)
    chosen.check_installed()
    if chosen.needs_texts and not texts:
        raise UsageError(f"{chosen.name} needs the texts, and {NO_TEXTS}")
    target = _local(path)
    if target is None:
        if not chosen.is_folder:
            place = shown(str(path))
            raise UsageError(f"{place} is a file elsewhere: name a folder, without a suffix")
        return
    if target.is_dir() and (not chosen.is_folder or target.suffix in formats.SUFFIXES):
        raise UsageError(
            f"{target} is a folder: name a file that is not there yet, or a folder without a suffix"
        )
    if target.exists() and not target.is_dir() and chosen.is_folder:
        raise UsageError(f"{target} is a file: name a folder, or end the output in .parquet")
    if not target.parent.is_dir():
        raise UsageError(f"the folder {target.parent} does not exist: make it first")


def format_of(path: str | Path, format: str | None = None) -> Format:
    """The format that a path is written in: the one that is named, or the one of its suffix.

    Raises:
        UsageError: there is none, or the suffix is one of several that have to be named.

    >>> format_of("names.xlsx").meaning
    'a workbook: mentions, entities, documents'
    """
    if format is not None:
        return formats.named(format, _suffix(path))
    return formats.FOLDER if is_folder(path) else formats.of_suffix(_suffix(path))


def check_free(path: str | Path, format: str | None = None) -> None:
    """Raise a UsageError if tables would be written into a folder that is not empty.

    brat's folder refuses by itself, whatever is said: it may hold annotations.
    """
    target = _local(path)
    if target is None or format_of(path, format) is not formats.FOLDER or not target.is_dir():
        return
    if any(target.iterdir()):
        raise UsageError(
            f"{target} is not empty: name another folder, or add --overwrite to replace the tables "
            "in it"
        )


def is_folder(path: str | Path) -> bool:
    """Whether the path is written as a folder with all tables."""
    target = _local(path)
    return not _suffix(path) or (target is not None and target.is_dir())


def work_folder(file: str | Path) -> str:
    """Where a run that is to be written to a file keeps its tables until it is done."""
    place = _local(file)
    assert place is not None, "check_target refuses files elsewhere"
    return str(place.with_name(f".{place.name.replace('.', '-')}-work"))


def _check_apart(output: str | Path, given: str | Path) -> None:
    """Raise a UsageError if the output is an input, or one would be read or lost with the other."""
    target, source = _whole(output), _whole(given)
    if glob.has_magic(str(given)) and fnmatch(str(target), str(source)):
        raise UsageError(f"the output {output} is one of {given}: write it elsewhere")
    if target == source:
        raise UsageError(f"the output {output} is an input: write it elsewhere")
    if source in target.parents and (not isinstance(source, Path) or source.is_dir()):
        raise UsageError(f"the output {output} lies in the input {given}: write it elsewhere")
    if target in source.parents and source.relative_to(target).parts[0] in folder.OWN_NAMES:
        raise UsageError(f"the input {given} is a table of the output {output}: write it elsewhere")


def _local(path: str | Path) -> Path | None:
    """The path on this machine; None of one elsewhere."""
    place = str(path)
    if is_remote(place):
        return None
    return Path(locate(place)[1]) if "://" in place else Path(path)


def _whole(path: str | Path) -> PurePath:
    """The path without links and dots, or the URI without options: comparable to its like."""
    local = _local(path)
    return PurePosixPath(shown(str(path))) if local is None else local.resolve()


def _writer(format: Format) -> Any:
    """The function that writes it; spaCy and the like are imported when it is needed."""
    return import_module(f"imena.tables.{format.module}").write


def _suffix(path: str | Path) -> str:
    return (_local(path) or _whole(path)).suffix
