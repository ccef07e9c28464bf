"""Write JSON Lines for doccano: the text and the spans of each document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from imena.storage.atomic import replacing
from imena.tables.annotated_documents import annotated_documents

if TYPE_CHECKING:
    from imena.tables.tables import Tables


def write(tables: Tables, path: Path) -> None:
    """Write all mentions; a project takes inner ones only with "Allow overlapping spans"."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for document in annotated_documents(tables):
            spans = [[row["start"], row["end"], row["label"]] for row in document.mentions]
            line = {"id": document.doc_id, "text": document.text, "label": spans}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
