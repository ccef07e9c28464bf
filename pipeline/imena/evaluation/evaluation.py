"""Gold and what models found in it in, every table that is made of them out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from imena.errors import UsageError
from imena.evaluation import counts, frames
from imena.evaluation.gold import GoldDocument
from imena.evaluation.mistakes import mistakes
from imena.evaluation.reading import Reading
from imena.evaluation.reliability import reliability
from imena.evaluation.targets import CSV, HTML, check_target


@dataclass(frozen=True, repr=False)
class Evaluation:
    """How well models draw mentions: DataFrames, made when they are first used.

    Every frame has the models in a column or level ``model``. ``docs/evaluation.md`` says what the
    measures are. ``notes`` are sentences on what was left out and what to do about it.
    """

    gold: tuple[GoldDocument, ...]
    readings: tuple[Reading, ...]
    spans: str
    notes: tuple[str, ...] = ()

    @property
    def models(self) -> tuple[str, ...]:
        """The names of the models."""
        return tuple(reading.name for reading in self.readings)

    @cached_property
    def counts(self) -> dict[str, np.ndarray]:
        """Of each model what `imena.evaluation.counts` counts in each document, in an array."""
        return {
            reading.name: np.stack(
                [counts.count(one.tokens, one.gold, one.spans) for one in reading.documents]
            )
            for reading in self.readings
        }

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Precision, recall and F1 with its 95 % interval: a row a model, kind and label."""
        return frames.scores(self.counts)

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """F1 of each model less that of each before it, with the interval: a row a kind and label.

        ``won``, ``lost`` and ``tied`` are documents.
        """
        return frames.comparison(self.counts)

    @cached_property
    def documents(self) -> pd.DataFrame:
        """Strict scores of each document, the worst of each model first."""
        return frames.documents(self.counts, [document.doc_id for document in self.gold])

    @cached_property
    def confusion(self) -> pd.DataFrame:
        """Gold's labels by those found where spans overlap best; ``none``: nothing is there."""
        return frames.confusion(self.readings)

    @cached_property
    def errors(self) -> pd.DataFrame:
        """A row a mention that was missed, spurious, or had wrong bounds or a wrong label."""
        return mistakes(self.gold, self.readings)

    @cached_property
    def reliability(self) -> pd.DataFrame:
        """Of mentions with about the same score, its mean and the share that is right."""
        return reliability(self.readings)

    def write_errors(self, path: str | Path) -> None:
        """Write all errors as CSV, in which no cell is a formula.

        Raises:
            UsageError: the file cannot be written, or ends in something else.
        """
        from imena.tables import delimited

        target = check_target(path, CSV, "errors")
        rows = pa.Table.from_pandas(self.errors, preserve_index=False)
        try:
            delimited.write(rows.to_reader(), target)
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror or error}") from error

    def write_html(self, path: str | Path) -> None:
        """Write everything as a page of its own, which runs no script.

        Raises:
            UsageError: the file cannot be written, or ends in something else.
        """
        from imena.evaluation.page import render
        from imena.storage.atomic import replacing

        target = check_target(path, HTML, "the page")
        try:
            with replacing(target) as part:
                part.write_bytes(render(self).encode("utf-8"))
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror or error}") from error

    def __repr__(self) -> str:
        """The models with their strict F1."""
        strict = self.scores.query("kind == 'strict' and label == 'ALL'")
        figures = (f"{row.model}: strict F1 {row.f1:.3f}" for row in strict.itertuples())
        return f"Evaluation({', '.join(figures)}, {len(self.gold)} documents)"

    def _repr_html_(self) -> str:
        """The scores, for notebooks."""
        from imena.evaluation.page import fragment

        return fragment(self)
