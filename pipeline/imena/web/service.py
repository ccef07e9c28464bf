"""Answer the requests of the API. Nothing is kept."""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import imena
from imena.corpus.document import Document
from imena.dictionary import yaml_text
from imena.forms.name_key import name_key
from imena.tables.annotated_documents import plain_score
from imena.tables.tables import Tables
from imena.web.corrections import Correction, to_dictionary
from imena.web.text_tree import text_tree

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
}
# Columns of the table of documents that an answer repeats.
ABOUT = ("source", "date", "title", "encoding", "meta", "status", "error", "note", "problems")


def extract(
    documents: Sequence[Document],
    *,
    model: str,
    spans: str,
    dictionary: str | dict[str, Any] | None,
    corrections: Sequence[Correction],
) -> Tables:
    """Extract the tables of documents with the given dictionary and corrections applied.

    Raises:
        UsageError: the dictionary or a correction is wrong.
    """
    names = to_dictionary(corrections, yaml_text.read_text(dictionary))
    return imena.extract(documents, model=model, spans=spans, dictionary=names or None)


def answer(tables: Tables, model: str) -> bytes:
    """Serialise tables as the JSON of `imena.web.messages.Answer`."""
    arrow = tables.arrow()
    mentions = arrow["mentions"].to_pylist()
    texts = {row["doc_id"]: row["text"] for row in arrow["texts"].to_pylist()}
    mentions_of: dict[str, list[dict[str, Any]]] = defaultdict(list)
    names_of: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        mention["score"] = plain_score(mention["score"])
        mentions_of[mention["doc_id"]].append(mention)
        names_of[mention["entity_id"]][mention["normal"]] += 1
    documents = [
        {
            "doc_id": row["doc_id"],
            "text": texts.get(row["doc_id"], ""),
            **{column: row[column] for column in ABOUT},
            "blocks": text_tree(texts.get(row["doc_id"], ""), mentions_of[row["doc_id"]]),
        }
        for row in arrow["documents"].to_pylist()
    ]
    entities = [
        {
            **row,
            "names": [
                {"name": name, "n_mentions": number}
                for name, number in _names(names_of[row["entity_id"]])
            ],
        }
        for row in arrow["entities"].to_pylist()
    ]
    answer = {"model": model, "documents": documents, "mentions": mentions, "entities": entities}
    return json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()


def _names(counts: Counter[str]) -> list[tuple[str, int]]:
    """Merge names that a dictionary does not distinguish, in their most frequent spelling."""
    written: dict[str, str] = {}
    number: Counter[str] = Counter()
    for name, n in counts.most_common():
        key = name_key(name)
        written.setdefault(key, name)
        number[key] += n
    return [(written[key], n) for key, n in number.most_common()]


def exported(tables: Tables, kind: str) -> bytes:
    """Return the file that `Tables.write` writes, through a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="imena-") as folder:
        path = Path(folder, f"mentions.{kind}")
        tables.write(path)
        return path.read_bytes()
