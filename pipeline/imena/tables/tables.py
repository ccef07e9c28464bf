"""The result of an extraction: four tables as DataFrames, and their manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from imena import schema
from imena.errors import UsageError
from imena.tables import delimited, folder, jsonl, parquet

MENTION_WRITERS: dict[str, Callable[[pa.Table, Path], None]] = {
    ".parquet": parquet.write,
    ".csv": delimited.write,
    ".jsonl": jsonl.write,
}


@dataclass(frozen=True, repr=False)
class Tables:
    """What was found, with the columns and types of `imena.schema`.

    The DataFrames are ordinary ones. `dataclasses.replace(tables, mentions=…)` puts a filtered one
    in place, and what is written then says in its manifest that rows were left out.
    """

    mentions: pd.DataFrame
    entities: pd.DataFrame
    documents: pd.DataFrame
    tokens: pd.DataFrame | None = None
    manifest: dict[str, Any] = field(default_factory=dict)

    def write(self, path: str | Path) -> None:
        """Write to a file or a folder; a file or table that is already there is replaced.

        ``.parquet``, ``.csv`` and ``.jsonl`` take the mentions; a path without a suffix becomes a
        folder with all tables as Parquet and ``manifest.json``.

        Raises:
            UsageError: the suffix is none of these, or the place cannot be written to.
        """
        target = check_target(path)
        try:
            if is_folder(target):
                tables = self.arrow()
                folder.write(tables, self._manifest(tables), target)
            else:
                MENTION_WRITERS[target.suffix](self.arrow()["mentions"], target)
        except OSError as error:
            raise UsageError(f"cannot write {target}: {error.strerror or error}") from error

    def __repr__(self) -> str:
        """What is in it, in a line."""
        sizes = [f"{len(t)} {name}" for name, t in self._frames().items() if t is not None]
        return f"Tables({', '.join(sizes)})"

    def _manifest(self, tables: dict[str, pa.Table]) -> dict[str, Any]:
        """The run's record; if rows were left out since, it says so and counts what is written."""
        counts = {name: table.num_rows for name, table in tables.items()}
        recorded = self.manifest.get("counts", {})
        if all(recorded.get(name) == rows for name, rows in counts.items()):
            return self.manifest
        return {**self.manifest, "filtered": True, "counts": {**recorded, **counts}}

    def _frames(self) -> dict[str, pd.DataFrame | None]:
        return {
            "mentions": self.mentions,
            "entities": self.entities,
            "documents": self.documents,
            "tokens": self.tokens,
        }

    def arrow(self) -> dict[str, pa.Table]:
        """The tables as Arrow tables by name; tokens only where they were asked for."""
        return {
            name: schema.to_arrow(frame, schema.SCHEMAS[name])
            for name, frame in self._frames().items()
            if frame is not None
        }


def check_target(path: str | Path, inputs: Iterable[str | Path] = ()) -> Path:
    """The path to write to, checked before any work is done.

    Raises:
        UsageError: no writer knows its suffix, the folder it would stand in is missing, or it is
            an input or lies in one, so that the next run would read it.
    """
    target = Path(path)
    for given in map(Path, inputs):
        place, source = target.resolve(), given.resolve()
        if place == source:
            raise UsageError(f"the output {target} is an input: write it elsewhere")
        if given.is_dir() and source in place.parents:
            raise UsageError(f"the output {target} lies in the input {given}: write it elsewhere")
    if not is_folder(target) and target.suffix not in MENTION_WRITERS:
        raise UsageError(
            f"cannot write {target.suffix} files: end the output in "
            f"{', '.join(MENTION_WRITERS)}, or in no suffix for a folder with all tables"
        )
    if target.exists() and not target.is_dir() and is_folder(target):
        raise UsageError(f"{target} is a file: name a folder, or end the output in .parquet")
    if not target.parent.is_dir():
        raise UsageError(f"the folder {target.parent} does not exist: make it first")
    return target


def is_folder(target: Path) -> bool:
    """Whether the path is written as a folder with all tables."""
    return target.is_dir() or not target.suffix
