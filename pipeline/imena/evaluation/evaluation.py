"""The result of an evaluation: its figures, and the files they are written to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from imena.errors import UsageError
from imena.evaluation.figures import Figures
from imena.evaluation.page import fragment, render
from imena.evaluation.targets import CSV, HTML, check_target


@dataclass(frozen=True, repr=False)
class Evaluation(Figures):
    """How well models find mentions, as DataFrames that are computed on first use.

    Every frame has the models in a column or index level ``model``. ``docs/evaluation.md`` defines
    the measures. ``notes`` say what was left out and what to do about it.
    """

    def write_errors(self, path: str | Path) -> None:
        """Write all errors as CSV in which no cell is a formula.

        Raises:
            UsageError: the file cannot be written, or has another suffix.
        """
        from imena.tables import delimited

        target = check_target(path, CSV, "errors")
        rows = pa.Table.from_pandas(self.errors, preserve_index=False)
        try:
            delimited.write(rows.to_reader(), target)
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror or error}") from error

    def write_html(self, path: str | Path) -> None:
        """Write everything as an HTML page without scripts.

        Raises:
            UsageError: the file cannot be written, or has another suffix.
        """
        from imena.storage.atomic import replacing

        target = check_target(path, HTML, "the page")
        try:
            with replacing(target) as part:
                part.write_bytes(render(self).encode("utf-8"))
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror or error}") from error

    def _repr_html_(self) -> str:
        """Return the scores for notebooks."""
        return fragment(self)
