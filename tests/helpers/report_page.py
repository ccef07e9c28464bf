"""A page of the report in a browser, watched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.helpers.browser import opened


@contextmanager
def clean(path: Path, **options: Any) -> Iterator[Any]:
    """The page, which has complained of nothing and asked nobody when it is closed."""
    with opened(path, **options) as watched:
        yield watched.page
        watched.assert_clean()
