"""Which formats need a library that imena does not install by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from imena.errors import MissingExtraError

# The suffix: the extra, and the modules that it brings.
EXTRAS = {
    ".html": ("html", ("trafilatura", "lxml_html_clean")),
    ".htm": ("html", ("trafilatura", "lxml_html_clean")),
    ".docx": ("docx", ("docx",)),
    ".pdf": ("pdf", ("pypdf",)),
}


def require(suffix: str) -> None:
    """Raise a MissingExtraError where a format's library is not installed."""
    extra, modules = EXTRAS.get(suffix, ("", ()))
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise MissingExtraError(f'{suffix} files need {missing[0]}: pip install "imena[{extra}]"')


@contextmanager
def silenced(library: str) -> Iterator[None]:
    """Keep a library from writing its own warnings to the terminal: imena says what went wrong."""
    logger = logging.getLogger(library)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
