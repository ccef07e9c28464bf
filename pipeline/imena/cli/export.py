"""The command `imena export`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

import imena
from imena.cli.app import app, plain_errors


@app.command()
def export(
    folder: Annotated[
        str,
        typer.Argument(metavar="FOLDER", help="The folder that `imena extract -o` made."),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The file to write: .xlsx, .sqlite, .duckdb, .csv, .jsonl, .parquet (tables); "
            ".gexf, .graphml (co-occurrence networks); .conll, .spacy, .jsonld (annotated texts).",
        ),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The format, where the suffix is ambiguous: brat (a folder), doccano (.jsonl) or "
            "label-studio (.json); docs/exports.md lists all formats.",
        ),
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Replace the tables in the folder PATH."),
    ] = False,
) -> None:
    """Convert a folder of tables for other programs: spreadsheets, databases, annotation tools.

    Example: imena export out/ -o names.xlsx
    """
    stderr = Console(stderr=True, highlight=False)
    with plain_errors(stderr):
        from imena.reporting.terminal import print_written
        from imena.tables.tables import check_free, check_target

        check_target(output, [folder], format)
        if not overwrite:
            check_free(output, format)
        imena.open(folder).write(output, format)
        print_written(output, stderr)
