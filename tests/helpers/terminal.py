"""Capture what the command line prints to a terminal."""

from __future__ import annotations

import io

from rich.console import Console

import imena
from imena.reporting import terminal


def terminal_page(tables: imena.Tables, width: int) -> str:
    """Return what `imena extract` prints to a terminal of the given width, in columns."""
    file = io.StringIO()
    terminal.print_tables(tables, Console(file=file, width=width, legacy_windows=False))
    return file.getvalue()
