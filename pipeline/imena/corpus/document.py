"""The document that every reader yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from imena.problems import Problem


@dataclass(frozen=True, slots=True)
class Document:
    """One text of a corpus, or a text that could not be read.

    Attributes:
        doc_id: unique in a run once `imena.corpus.files.unique_ids` has seen it.
        text: empty if the document could not be read.
        source: the file, with the line or row of a record; None for a text in memory.
        encoding: the encoding of the file; None for a text in memory.
        meta: other fields of the record, or metadata of the file.
        error: why the document could not be read.
        note: what was lost or repaired while reading it. The document itself is fine.
        date: the day of publication as ISO 8601, ``2024-12-31``.
        title: the headline.
    """

    doc_id: str
    text: str
    source: str | None = None
    encoding: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    error: Problem | None = None
    note: Problem | None = None
    date: str | None = None
    title: str | None = None
