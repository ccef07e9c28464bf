"""The command `imena report`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

import imena
from imena.cli.app import app, plain_errors


@app.command()
def report(
    folder: Annotated[
        str,
        typer.Argument(metavar="FOLDER", help="The folder that `imena extract -o` made."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="PAGE.html", help="The page to write.")
    ],
    lang: Annotated[str, typer.Option(help="The language of the page itself: en or ru.")] = "en",
    documents: Annotated[
        int,
        typer.Option(
            min=1,
            help="How many documents to show at most; counts are those of the whole corpus.",
        ),
    ] = 200,
) -> None:
    """Write one HTML page for a folder of tables: texts with their names, entities, their network.

    Example: imena report OUT/ -o report.html --lang ru
    """
    stderr = Console(stderr=True, highlight=False)
    with plain_errors(stderr):
        from imena.reporting.terminal import print_written

        imena.report(imena.open(folder), output, lang=lang, documents=documents)
        print_written(output, stderr)
