"""The command line, one module for each command: parse, call the public functions, print."""

from imena.cli import extract, export, report, serve, models, evaluate  # noqa: F401, I001 - as listed
from imena.cli.app import app

__all__ = ["app"]
