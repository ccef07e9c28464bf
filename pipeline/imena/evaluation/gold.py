"""A gold file in, texts with spans out: ``{"text": …, "spans": [[start, end, label], …]}`` a line.

Offsets are code points, half-open.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imena.errors import UsageError
from imena.evaluation.f1 import LABELS, Span


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text and the mentions that a person marked in it."""

    text: str
    spans: tuple[Span, ...]


def read_gold(path: Path) -> list[GoldDocument]:
    """Read a gold file.

    Raises:
        UsageError: the file is missing, or a line of it is not a document with spans.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    return list(_documents(path, lines))


def _documents(path: Path, lines: list[str]) -> Iterator[GoldDocument]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            text, spans = document["text"], [_span(span) for span in document["spans"]]
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError(
                f"{path}, line {number}, is no gold document ({error}): it should be "
                '{"text": "…", "spans": [[start, end, "PER"], …]}'
            ) from error
        for start, end, label in spans:
            if not 0 <= start < end <= len(text) or not set(label.split("|")) <= set(LABELS):
                raise UsageError(
                    f"{path}, line {number}: the span [{start}, {end}, {label!r}] is not inside "
                    f"the text's {len(text)} characters, or its label is not {', '.join(LABELS)}"
                )
        yield GoldDocument(text, tuple(spans))


def _span(span: Any) -> Span:
    start, end, label = span[:3]
    return int(start), int(end), str(label)
