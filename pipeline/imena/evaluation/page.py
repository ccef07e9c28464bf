"""Render an evaluation as an HTML page without scripts, in which everything is escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from imena.evaluation.alignment import ERRORS
from imena.evaluation.figures import Figures
from imena.evaluation.meanings import ERROR_MEANINGS, KIND_MEANINGS

MAX_ERRORS = 500  # of a kind and model on the page
MAX_DOCUMENTS = 50  # of a model on the page


def render(evaluation: Figures) -> str:
    """Render the whole page."""
    style = _read("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("page.html")
        .render(
            evaluation=evaluation,
            style=Markup(style),
            style_hash=digest,
            models=[_model(evaluation, model) for model in evaluation.models],
            comparisons=[
                (*names, _rows(rows))
                for names, rows in evaluation.comparison.groupby(["model", "other"], sort=False)
            ],
            kinds=KIND_MEANINGS,
        )
    )


def fragment(evaluation: Figures) -> str:
    """Render the scores alone for a notebook, which has its own styles."""
    return (
        _environment()
        .get_template("fragment.html")
        .render(
            evaluation=evaluation,
            models=[(m, _rows(_of(evaluation.scores, m))) for m in evaluation.models],
        )
    )


def _model(evaluation: Figures, model: str) -> dict[str, Any]:
    mistakes = _of(evaluation.errors, model)
    documents = _of(evaluation.documents, model)
    by_kind = [(kind, mistakes[mistakes["kind"] == kind]) for kind in ERRORS]
    return {
        "name": model,
        "scores": _rows(_of(evaluation.scores, model)),
        "confusion": evaluation.confusion.loc[model],
        "errors": [
            (kind, ERROR_MEANINGS[kind], len(rows), _rows(rows.head(MAX_ERRORS)))
            for kind, rows in by_kind
            if len(rows)
        ],
        "reliability": _rows(_of(evaluation.reliability, model)),
        "documents": _rows(documents.head(MAX_DOCUMENTS)),
        "n_documents": len(documents),
    }


def _of(frame: pd.DataFrame, model: str) -> pd.DataFrame:
    return frame[frame["model"] == model]


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame with None for missing values."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _read(name: str) -> str:
    return files("imena.evaluation").joinpath(name).read_text("utf-8")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_read),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = _figure
    environment.filters["number"] = lambda n: f"{n:,}"
    return environment


def _figure(value: float | None, form: str = ".3f") -> str:
    return "" if value is None else format(value, form)
