"""The command `imena evaluate`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

import imena
from imena.cli.app import app, plain_errors
from imena.options import DEFAULT_MODEL


@app.command()
def evaluate(
    gold: Annotated[
        str,
        typer.Argument(
            metavar="GOLD",
            # rich reads lower-case words in brackets as markup
            help='JSON lines ({"text": "…", "spans": [[START, END, "PER"], …]}, or Doccano\'s), a '
            "folder of brat's .txt and .ann, CoNLL, a spaCy DocBin or Label Studio's export.",
        ),
    ],
    model: Annotated[
        list[str] | None,
        typer.Option(
            help="The model; `imena models` lists them. Repeat the option to compare models."
        ),
    ] = None,
    spans: Annotated[
        str,
        typer.Option(
            help="How gold marks names: flat (short names), outer (full names) or nested."
        ),
    ] = "flat",
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="THEIRS=OURS", help="How to map a label of gold: FACILITY=LOC."
        ),
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="How many errors of each kind to print.")] = 5,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="ERRORS.csv", help="Write all errors to a table."),
    ] = None,
    html: Annotated[
        str | None,
        typer.Option(metavar="PAGE.html", help="Write all figures to an HTML page."),
    ] = None,
) -> None:
    """Score models on texts that you have annotated: F1 by label, errors, comparison.

    Example: imena evaluate gold.jsonl --model ru_imena_sm --html scores.html
    """
    with plain_errors(Console(stderr=True, highlight=False)):
        from imena.evaluation.targets import CSV, HTML, check_target
        from imena.reporting.scores import print_evaluation

        for path, suffixes, what in ((output, CSV, "errors"), (html, HTML, "the page")):
            if path is not None:
                check_target(path, suffixes, what)
        scored = imena.evaluate(gold, model or DEFAULT_MODEL, spans=spans, labels=mapping)
        print_evaluation(scored, Console(highlight=False), errors=errors, written=output)
        if output is not None:
            scored.write_errors(output)
        if html is not None:
            scored.write_html(html)
