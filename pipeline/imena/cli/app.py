"""The command line program, its exit codes, and how it reports errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console

import imena
from imena.errors import ImenaError

app = typer.Typer(
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Entity tables from Russian text: every person, organisation and place.",
)

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
    """Entity tables from Russian text: every person, organisation and place."""


@contextmanager
def plain_errors(stderr: Console) -> Iterator[None]:
    """Report an ImenaError in one line with exit code 2, and ignore readers that close a pipe."""
    try:
        yield
    except ImenaError as error:
        from imena.reporting import terminal

        stderr.print(terminal.plain(f"imena: {error}", "red"), soft_wrap=True)
        raise typer.Exit(WRONG_USAGE) from None
    except KeyboardInterrupt:
        stderr.print("imena: interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None
