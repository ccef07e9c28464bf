"""Print an evaluation on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from imena.evaluation.alignment import ERRORS
from imena.evaluation.meanings import ERROR_MEANINGS
from imena.reporting.terminal import plain

if TYPE_CHECKING:
    from imena.evaluation.evaluation import Evaluation


def print_evaluation(
    evaluation: Evaluation, console: Console, *, errors: int = 5, written: str | None = None
) -> None:
    """Print scores, confusion, errors, differences between models, and notes.

    Args:
        evaluation: what to print.
        console: where to print it.
        errors: the number of errors of each kind.
        written: the file that holds all errors, if one is written.
    """
    others = "all of them with -o errors.csv" if written is None else f"all of them in {written}"
    for model in evaluation.models:
        _heading(console, f"{model}, {_documents(len(evaluation.gold))}, spans={evaluation.spans}")
        console.print(_scores(evaluation.scores.query("model == @model")))
        _heading(console, "gold labels by predicted labels")
        console.print(_confusion(evaluation.confusion.loc[model]))
        mistakes = evaluation.errors[evaluation.errors["model"] == model]
        for kind in ERRORS:
            _print_errors(console, kind, mistakes[mistakes["kind"] == kind], errors, others)
    for (model, other), rows in evaluation.comparison.groupby(["model", "other"], sort=False):
        _heading(console, f"F1 of {model} minus F1 of {other}")
        console.print(_comparison(rows))
    for note in evaluation.notes:
        console.print(plain(f"note: {note}", "yellow"), soft_wrap=True)


def _heading(console: Console, text: str) -> None:
    console.print(plain(text, "bold"), soft_wrap=True)


def _scores(rows: pd.DataFrame) -> Table:
    table = _table("precision", "recall", "f1", "95 %", "gold", "found")
    previous = None
    for row in rows.itertuples():
        none = row.gold + row.predicted == 0  # no gold and no predictions
        scores = ["–" if none else f"{n:.3f}" for n in (row.precision, row.recall, row.f1)]
        interval = "" if none or pd.isna(row.low) else f"{row.low:.3f}–{row.high:.3f}"
        _add(table, row, previous, *scores, interval, f"{row.gold:,}", f"{row.predicted:,}")
        previous = row.kind
    return table


def _comparison(rows: pd.DataFrame) -> Table:
    table = _table("difference", "95 % interval", "won", "lost", "tied")
    previous = None
    for row in rows.itertuples():
        interval = "" if pd.isna(row.low) else f"{row.low:+.3f} to {row.high:+.3f}"
        documents = (f"{n:,}" for n in (row.won, row.lost, row.tied))
        _add(table, row, previous, f"{row.difference:+.3f}", interval, *documents)
        previous = row.kind
    return table


def _add(table: Table, row: Any, previous: str | None, *cells: str) -> None:
    """Add a row, preceded by a line if a new kind begins."""
    if previous not in (None, row.kind):
        table.add_section()
    table.add_row(row.kind, row.label, *cells)


def _confusion(counts: pd.DataFrame) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("gold")
    for label in counts.columns:
        table.add_column(str(label), justify="right")
    for label, row in counts.iterrows():
        # spans that are in neither gold nor the predictions cannot be counted
        cells = ["" if label == found == "none" else f"{n:,}" for found, n in row.items()]
        table.add_row(str(label), *cells)
    return table


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("kind", "label"):
        table.add_column(name, no_wrap=True)
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _print_errors(console: Console, kind: str, rows: pd.DataFrame, limit: int, others: str) -> None:
    if rows.empty:
        return
    _heading(console, f"{kind}: {len(rows):,}, {ERROR_MEANINGS[kind]}")
    for row in rows.head(limit).itertuples():
        start = row.start if not pd.isna(row.start) else row.found_start
        sides = [
            f"{name} {label} «{text}»"
            for name, label, text in (
                ("gold", row.gold_label, row.gold),
                ("found", row.found_label, row.found),
            )
            if not pd.isna(label)
        ]
        console.print(plain(f"  {row.doc_id}:{start}  {', '.join(sides)}"), soft_wrap=True)
        context = plain(row.left, "dim") + plain(row.text) + plain(row.right, "dim")
        console.print(Text("    ") + context, soft_wrap=True)
    if len(rows) > limit > 0:  # a user who asked for 0 knows that there are more
        rest = f"  … and {len(rows) - limit:,} more: {others}"
        console.print(plain(rest), soft_wrap=True)
    console.print()


def _documents(n: int) -> str:
    return f"{n:,} document{'' if n == 1 else 's'}"
