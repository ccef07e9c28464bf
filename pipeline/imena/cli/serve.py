"""The command `imena serve`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from imena.cli.app import app, plain_errors
from imena.options import DEFAULT_MODEL


@app.command()
def serve(
    host: Annotated[
        str,
        typer.Option(
            help="The address to listen on; 127.0.0.1 accepts connections from this machine only."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 picks a free one.")
    ] = 8000,
    model: Annotated[
        str, typer.Option(help="The model; `imena models` lists them.")
    ] = DEFAULT_MODEL,
) -> None:
    """Serve a page where you read a text, correct its entities and download them. Stop with Ctrl-C.

    Example: imena serve --port 8000
    """
    stderr = Console(stderr=True, highlight=False)
    with plain_errors(stderr):
        from imena.web.server import EXPOSED, is_loopback
        from imena.web.server import serve as listen

        if not is_loopback(host):
            stderr.print(f"imena: {EXPOSED}", soft_wrap=True)
        listen(host, port, model=model, ready=typer.echo)
