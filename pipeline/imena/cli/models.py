"""The command `imena models`."""

from __future__ import annotations

from rich.console import Console

from imena.cli.app import app, plain_errors


@app.command()
def models() -> None:
    """List the installed models with their sizes and measured figures.

    Example: imena models
    """
    with plain_errors(Console(stderr=True, highlight=False)):
        from imena.models import installed
        from imena.reporting.terminal import print_models

        print_models(installed(), Console(highlight=False))
