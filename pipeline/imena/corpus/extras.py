"""Check that the optional library of a file format is installed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from imena.errors import MissingExtraError
from imena.problems import problem

# Suffix -> (name of the extra, modules that it installs)
EXTRAS = {
    ".html": ("html", ("trafilatura", "lxml_html_clean")),
    ".htm": ("html", ("trafilatura", "lxml_html_clean")),
    ".docx": ("docx", ("docx",)),
    ".pdf": ("pdf", ("pypdf",)),
}


def require(suffix: str) -> None:
    """Raise a MissingExtraError if the library for files with this suffix is not installed."""
    extra, modules = EXTRAS.get(suffix, ("", ()))
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise MissingExtraError(problem("library", suffix=suffix, library=missing[0], extra=extra))


@contextmanager
def silenced(library: str) -> Iterator[None]:
    """Suppress the log messages of a library; imena reports what went wrong itself."""
    logger = logging.getLogger(library)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
