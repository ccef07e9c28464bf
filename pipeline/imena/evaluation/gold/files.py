"""Read gold files as text with their own line ends, or as JSON records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from imena.errors import UsageError

BOM = "\ufeff"  # Notepad and Excel write it at the start of files


class Record(NamedTuple):
    """A value in a JSON file with its location."""

    value: Any
    number: int
    where: str  # for errors


def read_bytes(path: Path) -> bytes:
    """Read the bytes of a file.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error


def read_text(path: Path) -> str:
    """Read the text of a file without changing line ends.

    Raises:
        UsageError: it cannot be read, or is not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not valid UTF-8 (byte {error.start:,}): convert the file to UTF-8"
        ) from error


def read_json(path: Path, form: str) -> list[Record]:
    """Read the values of a JSON file: the items of a list, a single value, or one value per line.

    Args:
        path: the file, with any suffix.
        form: an example of a value, for errors.

    Raises:
        UsageError: it is none of the three.
    """
    text = read_text(path).removeprefix(BOM)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        if text.lstrip().startswith("["):
            raise UsageError(
                f"{path} begins with a list that is not valid JSON ({error}): complete it, or "
                f"write one JSON object a line, {form}"
            ) from error
        return _lines(path, text, form)
    if not isinstance(whole, list):
        return [Record(whole, 1, f"{path}, line 1")]
    return [Record(item, number, f"{path}, item {number}") for number, item in enumerate(whole, 1)]


def _lines(path: Path, text: str, form: str) -> list[Record]:
    records = []
    # Not str.splitlines, because a text may contain U+2028, which JSON need not escape.
    for number, line in enumerate(text.split("\n"), 1):
        where = f"{path}, line {number}"
        try:
            if line.strip():
                records.append(Record(json.loads(line), number, where))
        except (ValueError, RecursionError) as error:
            raise UsageError(
                f"{where}: not valid JSON ({error}): write one JSON object a line, {form}"
            ) from error
    return records
