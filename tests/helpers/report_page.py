"""Open a page of the report in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.helpers.browser import opened


@contextmanager
def clean(path: Path, **options: Any) -> Iterator[Any]:
    """Yield the page, and assert afterwards that it had no errors and made no requests."""
    with opened(path, **options) as watched:
        yield watched.page
        watched.assert_clean()
