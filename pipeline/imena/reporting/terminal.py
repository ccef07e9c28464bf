"""Print tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich import box
from rich.console import Console
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from imena.colours import LABEL_COLOURS
from imena.reporting.progress import duration

if TYPE_CHECKING:
    from imena.models import ModelInfo
    from imena.tables.tables import Tables

MAX_MENTIONS, MAX_ENTITIES, MAX_FAILURES = 200, 40, 10
MAX_NORMAL, MAX_DOCUMENT = 30, 20  # in columns of the screen
OTHER_COLUMNS = 20  # columns of the screen for the offset, the label and the space between columns
MIN_CONTEXT = 20
MAX_FORMS = 3
INSIDE = "› "  # marks a name inside the one above


def print_tables(tables: Tables, console: Console) -> None:
    """Print the mentions in context, then the entities with their forms."""
    console.print(_mentions(tables, console.width))
    rest = len(tables.mentions) - MAX_MENTIONS
    if rest > 0:
        console.print(f"… and {rest:,} more mentions: write all of them with -o mentions.csv")
    console.print(_entities(tables))
    rest = len(tables.entities) - MAX_ENTITIES
    if rest > 0:
        console.print(f"… and {rest:,} more entities: write all of them with -o FOLDER")


def print_summary(tables: Tables, console: Console, target: str | None) -> None:
    """Print one line that sums up the tables, and a line for each of the first failures."""
    failed = tables.documents[tables.documents["status"] == "failed"]
    _print_failures(failed, len(failed), console)
    counts = {"mentions": len(tables.mentions), "entities": len(tables.entities)}
    _print_found({**counts, "documents": len(tables.documents)}, len(failed), console, target)


def print_run(tables: Tables, console: Console, target: str, seconds: float, kept: int = 0) -> None:
    """Print what a run over a corpus found and how long it took.

    ``kept`` is the number of documents that an earlier run had finished.
    """
    manifest = tables.manifest
    status = manifest["counts"]["status"]
    n_failed = status.get("failed", 0)
    if n_failed:
        columns = ["doc_id", "source", "error"]
        failed = tables.read("documents", columns=columns, filters=[("status", "=", "failed")])
        _print_failures(failed, n_failed, console)
    if manifest["input"]["documents"] > 1:
        characters = manifest["input"]["characters"]
        rows = {
            "documents": f"{manifest['input']['documents']:,}",
            **{f"  {name}": f"{n:,}" for name, n in status.items() if name != "ok"},
            "characters": f"{characters:,}",
            "mentions": f"{manifest['counts']['mentions']:,}",
            "entities": f"{manifest['counts']['entities']:,}",
            "time": duration(seconds),
        }
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_header=False)
        table.add_column()
        table.add_column(justify="right")
        for name, value in rows.items():
            table.add_row(name, value)
        console.print(table)
    counts = {**manifest["counts"], "documents": manifest["input"]["documents"]}
    nothing_new = kept == counts["documents"] > 0
    _print_found(counts, n_failed, console, None if nothing_new else target)
    if nothing_new:
        line = f"nothing to do: {target} is complete, and the input is unchanged"
        console.print(plain(line), soft_wrap=True)
    elif kept:
        console.print(f"{_count(kept, 'document')} from an earlier run", soft_wrap=True)


def print_written(target: str, console: Console) -> None:
    """Print one line about a file or folder that was written."""
    path = Path(target)
    size = path.stat().st_size if path.is_file() else None
    line = f"written to {target}" + (f", {decimal(size)}" if size else "")
    console.print(plain(line), soft_wrap=True)


def _print_failures(failed: pd.DataFrame, number: int, console: Console) -> None:
    for row in islice(failed.itertuples(), MAX_FAILURES):
        console.print(
            plain(f"failed: {row.doc_id}{_source(row)}: {row.error}", "red"), soft_wrap=True
        )
    if number > MAX_FAILURES:
        console.print(f"… and {number - MAX_FAILURES:,} more failed: see the table documents")


def _print_found(
    counts: Mapping[str, int], failed: int, console: Console, target: str | None
) -> None:
    numbers = f"{_count(counts['mentions'], 'mention')} of {_count(counts['entities'], 'entity')}"
    line = f"{numbers} in {_count(counts['documents'], 'document')}"
    if failed:
        line += ", which failed" if counts["documents"] == 1 else f", {failed:,} of them failed"
    if target is not None:
        line += f", written to {target}"
    console.print(plain(line), soft_wrap=True)


def print_models(models: list[ModelInfo], console: Console) -> None:
    """Print the installed models with their sizes and figures."""
    for model in models:
        console.print(Text(f"{model.name} {model.version}", style="bold"))
        console.print(f"  {model.description}", soft_wrap=True)
        console.print(f"  {model.megabytes} MB of weights, licence {model.license}", soft_wrap=True)
        for measured in model.performance.get("ents", []):
            figures = ", ".join(f"{label} {f1:.3f}" for label, f1 in measured["token_f1"].items())
            peer = ", ".join(f"{label} {f1:.3f}" for label, f1 in measured["natasha"].items())
            console.print(
                f"  {measured['data']}: token F1 {figures} (natasha {peer})", soft_wrap=True
            )
        if "kinds" in model.performance:
            measured = model.performance["kinds"]
            by_kind = sorted(measured["by_kind"].items(), key=lambda pair: -pair[1])
            figures = ", ".join(f"{kind} {f1:.2f}" for kind, f1 in by_kind)
            console.print(
                f"  {measured['data']}: F1 of all kinds {measured['micro']:.3f}: {figures}",
                soft_wrap=True,
            )


def _mentions(tables: Tables, width: int) -> Table:
    many = len(tables.documents) > 1
    shown = tables.mentions.head(MAX_MENTIONS)
    normal = min(MAX_NORMAL, int(shown["normal"].str.len().max())) if len(shown) else 0
    context = width - normal - (MAX_DOCUMENT if many else 0) - OTHER_COLUMNS
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    if many:
        table.add_column("document", overflow="ellipsis", no_wrap=True, max_width=MAX_DOCUMENT)
    table.add_column("start", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("normal form", overflow="fold", min_width=normal, max_width=MAX_NORMAL)
    if context >= MIN_CONTEXT:
        table.add_column("in context", no_wrap=True)
    sentence, begin = None, 0  # offset of the sentence in the document
    for row in shown.itertuples():
        if sentence != (row.doc_id, row.sent_id, row.sentence):
            sentence = (row.doc_id, row.sent_id, row.sentence)
            begin = row.start - max(0, row.sentence.find(row.text))
        offset = row.start - begin
        # the sentence is only a part of a very long one
        if not row.sentence.startswith(row.text, offset):
            offset = max(0, row.sentence.find(row.text))
        cells = [plain(row.doc_id)] if many else []
        inside = "" if pd.isna(row.nested_in) else INSIDE
        cells += [plain(str(row.start)), _label(row.label), plain(inside + row.normal)]
        if context >= MIN_CONTEXT:
            cells.append(_context(row, offset, context))
        table.add_row(*cells)
    return table


def _entities(tables: Tables) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("mentions", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("entity", overflow="fold")
    table.add_column("id", no_wrap=True)
    table.add_column("forms", overflow="fold")
    for row in islice(tables.entities.itertuples(), MAX_ENTITIES):
        forms = ", ".join(row.aliases[:MAX_FORMS])
        if len(row.aliases) > MAX_FORMS:
            forms += f" and {len(row.aliases) - MAX_FORMS} more"
        known = [id_ for id_ in (row.iso, row.wikidata, row.geonames) if not pd.isna(id_)]
        cells = [plain(row.name), plain(known[0] if known else ""), plain(forms)]
        table.add_row(f"{row.n_mentions:,}", _label(row.label), *cells)
    return table


def _context(row: Any, offset: int, width: int) -> Text:
    """Return the mention at an offset of its sentence, with its context, in ``width`` columns."""
    room = max(0, width - len(row.text))
    before = row.sentence[max(0, offset - room // 2) : offset]
    after = row.sentence[offset + len(row.text) :][: room - len(before)]
    style = f"black on {LABEL_COLOURS.get(row.label, 'white')}"
    return Text.assemble(_one_line(before), (_one_line(row.text), style), _one_line(after))


def plain(text: str, style: str = "") -> Text:
    """Return a string as plain text, without rich markup, emoji codes or control characters."""
    return Text(_one_line(text), style=style)


def _source(row: Any) -> str:
    """Return the source of a failed document in brackets, unless its id is the same."""
    source = "" if pd.isna(row.source) else str(row.source)
    return "" if not source or source.endswith(row.doc_id) else f" ({source})"


def _one_line(text: str) -> str:
    """Replace white space and control characters by spaces, so that text cannot move the cursor."""
    return "".join(c if c.isprintable() else " " for c in text)


def _label(label: str) -> Text:
    return plain(f" {label} ", f"black on {LABEL_COLOURS.get(label, 'white')}")


def _count(n: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{n:,} {noun if n == 1 else plural}"
