"""A file is written under another name first: nobody ever reads half of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The path to write to; it takes the place of ``path`` if the block succeeds."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())  # else a power cut might leave the name and not the file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
