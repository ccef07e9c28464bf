"""The command line: parses, calls the public API, prints. No logic. A module a command."""

from imena.cli import extract, export, report, serve, models, evaluate  # noqa: F401, I001 - as listed
from imena.cli.app import app

__all__ = ["app"]
