"""The command line: parses, calls the public API, prints. No logic."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.console import Console

import imena
from imena.choices import DEFAULT_MODEL
from imena.errors import ImenaError, UsageError

if TYPE_CHECKING:
    from imena.run.corpus import Status
    from imena.run.local import Progress

app = typer.Typer(
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Entity tables from Russian text: every person, organisation and place, and who it is.",
)

NO_ENGINE = {"jobs": None, "engine": "local", "scheduler": None, "overwrite": False}
DONE, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"imena {imena.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Entity tables from Russian text: every person, organisation and place, and who it is."""


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
        Optional[str],  # noqa: UP045 - Typer reads the annotation on Python 3.10 too
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A folder for all tables (`imena export` makes other files of it), OUT.csv, "
            ".parquet or .jsonl for the mentions, OUT.xlsx, .sqlite or .duckdb for more. "
            "Without it: a table on a terminal, CSV into a pipe.",
        ),
    ] = None,
    model: Annotated[
        str, typer.Option(help="Which model; `imena models` lists them.")
    ] = "ru_imena_sm",
    spans: Annotated[
        str,
        typer.Option(
            help="How to draw mentions: nested (full names, and names inside them), outer (full "
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
        Optional[str],  # noqa: UP045
        typer.Option(help="Keep these zones of a page only, by commas, e.g. headline,body."),
    ] = None,
    duplicates: Annotated[
        bool,
        typer.Option("--duplicates", help="Mark documents that repeat an earlier one."),
    ] = False,
    dictionary: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="FILE", help="Your own names, in YAML: see docs/dictionary.md."),
    ] = None,
    text_column: Annotated[str, typer.Option(help="Where records keep the text.")] = "text",
    id_column: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Where records keep the id; without it `id` where there is one."),
    ] = None,
    encoding: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Of the files, e.g. cp1251; without it their mark or their letters say."),
    ] = None,
    jobs: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            "--jobs", "-j", min=1, help="Processes; without it one for each core but one."
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="Who works: local (processes of this machine) or dask.")
    ] = "local",
    scheduler: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="ADDRESS",
            help="Of a Dask scheduler, e.g. tcp://host:8786; without it Dask starts workers here.",
        ),
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Replace what the output folder holds."),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary on standard error.")
    ] = False,
) -> None:
    """Find every person, organisation and place.

    A run into a folder that was interrupted goes on where it stopped when it is started again.

    Example: imena extract examples/baku.txt -o baku.csv
    """
    stderr = Console(stderr=True, highlight=False)
    with _plain_errors(stderr):
        from pathlib import Path

        from imena.tables.tables import check_target, format_of, is_folder, work_folder

        if output is not None:
            check_target(output, inputs, texts=texts)
        into_folder = output is not None and is_folder(output)
        written = () if output is None else format_of(output).tables
        asked = (("--tokens", tokens, "tokens"), ("--duplicates", duplicates, "documents"))
        for option, wanted, table in asked:
            if wanted and table not in written:
                raise UsageError(
                    f"{option} needs a folder to write to, or a database: -o NAME without a "
                    "suffix, or NAME.sqlite"
                )
        engines = {"jobs": jobs, "engine": engine, "scheduler": scheduler, "overwrite": overwrite}
        if output is None and engines != NO_ENGINE:
            given = next(name for name, value in engines.items() if value != NO_ENGINE[name])
            raise UsageError(f"--{given} is for runs that write: add -o OUT")
        options: dict[str, Any] = {
            "docs": [path if "://" in path else Path(path) for path in inputs],
            "model": model,
            "spans": spans,
            "texts": texts and "texts" in written,
            "tokens": tokens,
            "zones": None if zones is None else zones.split(","),
            "duplicates": duplicates,
            "dictionary": dictionary,
            "text_column": text_column,
            "id_column": id_column,
            "encoding": encoding,
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
    """Extract into a folder, or by way of one into a file; gives whether some documents failed."""
    import shutil
    import time

    from imena.report import terminal
    from imena.report.progress import shown

    begun = time.monotonic()
    kept = 0  # documents that an earlier run has done

    def tell(status: Status) -> None:
        nonlocal kept
        kept = status.kept
        if progress is not None:
            progress(status)

    try:
        with shown(stderr) if not quiet else nullcontext(None) as progress:
            tables = imena.extract_corpus(output=folder, progress=tell, **options)
        if folder != output:
            tables.write(output)
    except KeyboardInterrupt:
        stderr.print(
            f"imena: interrupted; what is done is in {folder}, and the same command goes on there",
            soft_wrap=True,
        )
        raise typer.Exit(INTERRUPTED) from None
    if not quiet:
        terminal.print_run(tables, stderr, output, time.monotonic() - begun, kept)
    if folder != output:
        shutil.rmtree(folder)
    return bool(tables.manifest["counts"]["status"].get("failed"))


def _print_extracted(stderr: Console, quiet: bool, options: dict[str, Any]) -> bool:
    """Extract in memory and print what was found; gives whether some documents failed."""
    from imena.report import terminal
    from imena.tables.delimited import write_rows

    with _progress(stderr, quiet) as progress:
        tables = imena.extract(progress=progress, **options)
    if sys.stdout.isatty():
        terminal.print_tables(tables, Console(highlight=False))
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")  # the same on every system
        write_rows(tables.arrow()["mentions"].to_reader(), sys.stdout)
        sys.stdout.flush()
    if not quiet:
        terminal.print_summary(tables, stderr, None)
    return bool((tables.documents["status"] == "failed").any())


@app.command()
def export(
    folder: Annotated[
        str,
        typer.Argument(metavar="OUT", help="The folder that `imena extract ... -o OUT` made."),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PLACE",
            help="The file to write: .xlsx, .sqlite, .duckdb, .csv, .jsonl, .parquet (tables); "
            ".gexf, .graphml (who is with whom); .conll, .spacy, .jsonld (annotated texts).",
        ),
    ],
    format: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="NAME",
            help="What the suffix does not say: brat (a folder), doccano (.jsonl) or "
            "label-studio (.json); docs/exports.md has them all.",
        ),
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Replace the tables that the folder PLACE holds."),
    ] = False,
) -> None:
    """Write the tables of a folder for other programs: spreadsheets, databases, annotation tools.

    Example: imena export out/ -o names.xlsx
    """
    stderr = Console(stderr=True, highlight=False)
    with _plain_errors(stderr):
        from imena.report.terminal import print_written
        from imena.tables.tables import check_free, check_target

        check_target(output, [folder], format)
        if not overwrite:
            check_free(output, format)
        imena.open(folder).write(output, format)
        print_written(output, stderr)


@app.command()
def report(
    folder: Annotated[
        str, typer.Argument(metavar="OUT", help="The folder that `imena extract ... -o OUT` wrote.")
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="PAGE.html", help="The page to write.")
    ],
    lang: Annotated[str, typer.Option(help="Of the page's own words: en or ru.")] = "en",
    documents: Annotated[
        int, typer.Option(min=1, help="How many documents the page shows; counts are of all.")
    ] = 200,
) -> None:
    """Make one HTML page of a folder of tables: texts with their names, entities, their network.

    Example: imena report OUT/ -o report.html --lang ru
    """
    stderr = Console(stderr=True, highlight=False)
    with _plain_errors(stderr):
        from imena import reporting
        from imena.report.terminal import print_written

        reporting.report(imena.open(folder), output, lang=lang, documents=documents)
        print_written(output, stderr)


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Where to listen; 127.0.0.1 is reached from this machine only.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 is any free one.")
    ] = 8000,
    model: Annotated[
        str, typer.Option(help="Which model; `imena models` lists them.")
    ] = "ru_imena_sm",
) -> None:
    """Serve a page to read a text on, correct what was found and download it; Ctrl-C stops it.

    Example: imena serve --port 8000
    """
    stderr = Console(stderr=True, highlight=False)
    with _plain_errors(stderr):
        from imena.web.server import EXPOSED, is_loopback
        from imena.web.server import serve as listen

        if not is_loopback(host):
            stderr.print(f"imena: {EXPOSED}", soft_wrap=True)
        listen(host, port, model=model, ready=typer.echo)


@app.command()
def models() -> None:
    """List the installed models with their sizes and measured figures.

    Example: imena models
    """
    with _plain_errors(Console(stderr=True, highlight=False)):
        from imena.models import installed
        from imena.report.terminal import print_models

        print_models(installed(), Console(highlight=False))


@app.command()
def evaluate(
    gold: Annotated[
        str,
        typer.Argument(
            metavar="GOLD",
            help='JSON lines ({"text": "…", "spans": [[start, end, "PER"], …]}, or Doccano\'s), a '
            "folder of brat's .txt and .ann, CoNLL, a spaCy DocBin or Label Studio's export.",
        ),
    ],
    model: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(help="Which model; `imena models` lists them. Name two to compare them."),
    ] = None,
    spans: Annotated[
        str, typer.Option(help="How gold draws names: flat (short), outer (full) or nested.")
    ] = "flat",
    mapping: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--map", metavar="THEIRS=OURS", help="What a label of gold is: FACILITY=LOC."),
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="How many of each kind to print.")] = 5,
    output: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--output", "-o", metavar="ERRORS.csv", help="Write all errors."),
    ] = None,
    html: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="PAGE.html", help="Write everything as a page of its own."),
    ] = None,
) -> None:
    """Score models on texts whose mentions you have marked: F1 by label, errors, comparison.

    Example: imena evaluate gold.jsonl --model ru_imena_sm --html scores.html
    """
    with _plain_errors(Console(stderr=True, highlight=False)):
        from imena.evaluation.targets import CSV, HTML, check_target
        from imena.report.scores import print_evaluation

        for path, suffixes, what in ((output, CSV, "errors"), (html, HTML, "the page")):
            if path is not None:
                check_target(path, suffixes, what)
        scored = imena.evaluate(gold, model or DEFAULT_MODEL, spans=spans, labels=mapping)
        print_evaluation(scored, Console(highlight=False), errors=errors)
        if output is not None:
            scored.write_errors(output)
        if html is not None:
            scored.write_html(html)


@contextmanager
def _plain_errors(stderr: Console) -> Iterator[None]:
    """Errors of ours as one plain line and exit code 2; a reader that left is no error."""
    try:
        yield
    except ImenaError as error:
        from imena.report import terminal

        stderr.print(terminal.plain(f"imena: {error}", "red"), soft_wrap=True)
        raise typer.Exit(WRONG_USAGE) from None
    except KeyboardInterrupt:
        stderr.print("imena: interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None


@contextmanager
def _progress(stderr: Console, quiet: bool) -> Iterator[Progress | None]:
    """A line on standard error that counts documents and mentions, on a terminal only."""
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
