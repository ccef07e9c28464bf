"""`imena serve`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from imena.cli.app import app, plain_errors
from imena.options import DEFAULT_MODEL


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
    ] = DEFAULT_MODEL,
) -> None:
    """Serve a page to read a text on, correct what was found and download it; Ctrl-C stops it.

    Example: imena serve --port 8000
    """
    stderr = Console(stderr=True, highlight=False)
    with plain_errors(stderr):
        from imena.web.server import EXPOSED, is_loopback
        from imena.web.server import serve as listen

        if not is_loopback(host):
            stderr.print(f"imena: {EXPOSED}", soft_wrap=True)
        listen(host, port, model=model, ready=typer.echo)
