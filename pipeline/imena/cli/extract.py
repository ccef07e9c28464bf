"""The command `imena extract`: write tables to a folder or a file, or print them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

import imena
from imena.cli.app import INTERRUPTED, SOME_FAILED, app, plain_errors
from imena.errors import UsageError
from imena.options import ALL, DEFAULT_MODEL

if TYPE_CHECKING:
    from imena.run.batch import Progress
    from imena.run.corpus import Status

NO_ENGINE = {"jobs": None, "engine": "local", "scheduler": None, "overwrite": False}


@app.command()
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files (.txt .jsonl .csv .tsv .parquet .html .docx .pdf .eml, .zip and .gz of "
            "these), folders, globs, or - for standard input.",
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A folder for all tables (`imena export` converts it); OUT.csv, .parquet or .jsonl"
            " for the mentions; OUT.xlsx, .sqlite or .duckdb for more. Without it, the mentions "
            "are printed: as a table on a terminal, as CSV into a pipe.",
        ),
    ] = None,
    model: Annotated[
        str, typer.Option(help="The model; `imena models` lists them.")
    ] = DEFAULT_MODEL,
    labels: Annotated[
        str | None,
        typer.Option(
            help="Find mentions with these labels, separated by commas, e.g. PER,PROFESSION; all "
            "for all that the model knows. By default PER,ORG,LOC."
        ),
    ] = None,
    spans: Annotated[
        str,
        typer.Option(
            help="How to mark mentions: nested (full names, and names inside them), outer (full "
            "names only) or flat (short names)."
        ),
    ] = "nested",
    tokens: Annotated[
        bool, typer.Option("--tokens", help="Also make the table of tokens.")
    ] = False,
    texts: Annotated[
        bool,
        typer.Option(
            "--texts/--no-texts",
            help="Keep the texts in the folder, for reports and annotation tools.",
        ),
    ] = True,
    zones: Annotated[
        str | None,
        typer.Option(
            help="Keep only these zones of a page, separated by commas, e.g. headline,body."
        ),
    ] = None,
    duplicates: Annotated[
        bool,
        typer.Option("--duplicates", help="Mark documents that repeat an earlier one."),
    ] = False,
    dictionary: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Your own names, in YAML: see docs/dictionary.md."),
    ] = None,
    text_column: Annotated[str, typer.Option(help="The column that holds the text.")] = "text",
    id_column: Annotated[
        str | None,
        typer.Option(help="The column that holds the id; by default `id`, if it exists."),
    ] = None,
    date_column: Annotated[
        str | None,
        typer.Option(help="The column that holds the date; by default `date`, `дата` or the like."),
    ] = None,
    title_column: Annotated[
        str | None,
        typer.Option(
            help="The column that holds the title; by default `title`, `заголовок` or the like."
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(help="The encoding of the files, e.g. cp1251; by default it is detected."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help="The number of processes; by default one for each core but one.",
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="What runs the work: local (processes on this machine) or dask.")
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="The address of a Dask scheduler, e.g. tcp://host:8786; by default Dask starts "
            "workers here.",
        ),
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Replace the contents of the output folder."),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary on standard error.")
    ] = False,
) -> None:
    """Find every person, organisation and place.

    The same command resumes a run into a folder that was interrupted.

    Example: imena extract examples/baku.txt -o baku.csv
    """
    stderr = Console(stderr=True, highlight=False)
    with plain_errors(stderr):
        from pathlib import Path

        from imena.tables.tables import check_target, format_of, is_folder, work_folder

        if output is not None:
            check_target(output, inputs, texts=texts)
        into_folder = output is not None and is_folder(output)
        written = () if output is None else format_of(output).tables
        requested = (("--tokens", tokens, "tokens"), ("--duplicates", duplicates, "documents"))
        for option, wanted, table in requested:
            if wanted and table not in written:
                raise UsageError(
                    f"{option} needs a folder or a database to write to: add -o NAME without a "
                    "suffix, or -o NAME.sqlite"
                )
        engines = {"jobs": jobs, "engine": engine, "scheduler": scheduler, "overwrite": overwrite}
        if output is None and engines != NO_ENGINE:
            given = next(name for name, value in engines.items() if value != NO_ENGINE[name])
            raise UsageError(f"--{given} needs an output to write to: add -o OUT")
        options: dict[str, Any] = {
            "docs": [path if "://" in path else Path(path) for path in inputs],
            "model": model,
            "labels": labels if labels in (None, ALL) else labels.split(","),
            "spans": spans,
            "texts": texts and "texts" in written,
            "tokens": tokens,
            "zones": None if zones is None else zones.split(","),
            "duplicates": duplicates,
            "dictionary": dictionary,
            "text_column": text_column,
            "id_column": id_column,
            "encoding": encoding,
            "date_column": date_column,
            "title_column": title_column,
        }
        if output is None:
            failed = _print_extracted(stderr, quiet, options)
        else:
            folder = output if into_folder else work_folder(output)
            failed = _write_extracted(stderr, quiet, output, folder, options | engines)
        if failed:
            raise typer.Exit(SOME_FAILED)


def _write_extracted(
    stderr: Console, quiet: bool, output: str, folder: str, options: dict[str, Any]
) -> bool:
    """Extract into a folder, or through one into a file; return whether some documents failed."""
    import shutil
    import time

    from imena.reporting import terminal
    from imena.reporting.progress import shown

    begun = time.monotonic()
    kept = 0  # documents that an earlier run has finished

    def report_status(status: Status) -> None:
        nonlocal kept
        kept = status.kept
        if progress is not None:
            progress(status)

    try:
        with shown(stderr) if not quiet else nullcontext(None) as progress:
            tables = imena.extract_corpus(output=folder, progress=report_status, **options)
        if folder != output:
            tables.write(output)
    except KeyboardInterrupt:
        stderr.print(
            f"imena: interrupted; finished work is in {folder}, and the same command resumes it",
            soft_wrap=True,
        )
        raise typer.Exit(INTERRUPTED) from None
    if not quiet:
        terminal.print_run(tables, stderr, output, time.monotonic() - begun, kept)
    if folder != output:
        shutil.rmtree(folder)
    return bool(tables.manifest["counts"]["status"].get("failed"))


def _print_extracted(stderr: Console, quiet: bool, options: dict[str, Any]) -> bool:
    """Extract in memory and print the mentions; return whether some documents failed."""
    from imena.reporting import terminal
    from imena.tables.delimited import write_rows

    with _progress(stderr, quiet) as progress:
        tables = imena.extract(progress=progress, **options)
    if sys.stdout.isatty():
        terminal.print_tables(tables, Console(highlight=False))
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")  # the same bytes on every system
        write_rows(tables.arrow()["mentions"].to_reader(), sys.stdout)
        sys.stdout.flush()
    if not quiet:
        terminal.print_summary(tables, stderr, None)
    return bool((tables.documents["status"] == "failed").any())


@contextmanager
def _progress(stderr: Console, quiet: bool) -> Iterator[Progress | None]:
    """Count documents and mentions in a line on standard error, if it is a terminal."""
    if quiet or not stderr.is_terminal:
        yield None
        return
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=stderr, transient=True) as bar:
        task = bar.add_task("loading the model")
        totals = [0, 0, 0]

        def progress(documents: int, chars: int, mentions: int) -> None:
            totals[:] = (a + b for a, b in zip(totals, (documents, chars, mentions), strict=True))
            bar.update(
                task,
                description=f"documents {totals[0]:,}, characters {totals[1]:,}, "
                f"mentions {totals[2]:,}",
            )

        yield progress
