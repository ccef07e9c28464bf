"""What every reader yields: one document, or one that could not be read and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """One text of a corpus. With an ``error`` it is a document that could not be read.

    A ``note`` says what was lost or repaired on the way: the document itself is fine.
    """

    doc_id: str
    text: str
    source: str | None = None  # the file, with the line or row of a record
    encoding: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None
    note: str | None = None
