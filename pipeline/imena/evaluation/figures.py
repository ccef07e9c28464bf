"""The figures of an evaluation, computed from gold and predictions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from imena.evaluation import counts, frames
from imena.evaluation.error_table import error_table
from imena.evaluation.gold import GoldDocument
from imena.evaluation.predictions import Predictions
from imena.evaluation.reliability import reliability


@dataclass(frozen=True, repr=False)
class Figures:
    """Figures computed from gold and predictions, as DataFrames that are made on first use.

    Every frame has the models in a column or index level ``model``.
    """

    gold: tuple[GoldDocument, ...]
    predictions: tuple[Predictions, ...]
    spans: str
    notes: tuple[str, ...] = ()

    @property
    def models(self) -> tuple[str, ...]:
        """The names of the models."""
        return tuple(output.name for output in self.predictions)

    @cached_property
    def counts(self) -> dict[str, np.ndarray]:
        """The counts of `imena.evaluation.counts` by model: (documents, kinds, groups, fields)."""
        return {
            output.name: np.stack(
                [counts.count(one.tokens, one.gold, one.spans) for one in output.documents]
            )
            for output in self.predictions
        }

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Precision, recall, and F1 with its 95 % interval, by model, kind and label."""
        return frames.scores(self.counts)

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """F1 of each model minus that of each model before it, with its interval, by kind and
        label.

        ``won``, ``lost`` and ``tied`` count documents.
        """
        return frames.comparison(self.counts)

    @cached_property
    def documents(self) -> pd.DataFrame:
        """Strict scores of each document, the worst of each model first."""
        return frames.documents(self.counts, [document.doc_id for document in self.gold])

    @cached_property
    def confusion(self) -> pd.DataFrame:
        """Gold labels by predicted labels where spans overlap best; ``none`` means no mention."""
        return frames.confusion(self.predictions)

    @cached_property
    def errors(self) -> pd.DataFrame:
        """A row for each mention that was missed, spurious, or had wrong offsets or label."""
        return error_table(self.gold, self.predictions)

    @cached_property
    def reliability(self) -> pd.DataFrame:
        """The mean score and the share of right mentions, for mentions with similar scores."""
        return reliability(self.predictions)

    def __repr__(self) -> str:
        """Return the models with their strict F1."""
        strict = self.scores.query("kind == 'strict' and label == 'ALL'")
        figures = (f"{row.model}: strict F1 {row.f1:.3f}" for row in strict.itertuples())
        return f"Evaluation({', '.join(figures)}, {len(self.gold)} documents)"
