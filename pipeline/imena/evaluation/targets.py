"""Check the path of an output before any work is done."""

from __future__ import annotations

from pathlib import Path

from imena.errors import UsageError

CSV, HTML = (".csv",), (".html", ".htm")


def check_target(path: str | Path, suffixes: tuple[str, ...], what: str) -> Path:
    """Return the path to write to.

    Raises:
        UsageError: it has another suffix, or its folder does not exist.
    """
    target = Path(path)
    if target.suffix.lower() not in suffixes:
        raise UsageError(f"cannot write {what} to {target}: end the path in {suffixes[0]}")
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError(
            f"cannot write {what} to {target}: "
            + ("it is a folder" if target.is_dir() else f"create the folder {target.parent} first")
        )
    return target
