"""Tables made by hand: any text with mentions anywhere in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from imena import schema
from imena.tables.tables import Tables

Spans = Sequence[tuple[int, int, str]]  # an outer span comes before those inside it


def made(documents: Mapping[str, tuple[str, Spans]]) -> Tables:
    """Make the tables of these texts; mentions with one surface are one entity."""
    rows = [row for id_, (text, spans) in documents.items() for row in _rows(id_, text, spans)]
    columns = {name: [row.get(name) for row in rows] for name in schema.MENTIONS.names}
    counts = Counter((row["entity_id"], row["label"], row["entity"]) for row in rows)
    entities = {
        "entity_id": [key[0] for key in counts],
        "label": [key[1] for key in counts],
        "name": [key[2] for key in counts],
        "aliases": [[key[2]] for key in counts],
        "n_mentions": list(counts.values()),
        "n_docs": [1] * len(counts),
        "first_doc": [next(iter(documents), "")] * len(counts),
        "merge_reason": [""] * len(counts),
    }
    n = len(documents)
    about = {
        "doc_id": list(documents),
        "n_chars": [len(text) for text, _ in documents.values()],
        **{name: [0] * n for name in ("n_sents", "n_tokens")},
        "n_mentions": [len(spans) for _, spans in documents.values()],
        "status": ["ok"] * n,
    }
    texts = {"doc_id": list(documents), "text": [text for text, _ in documents.values()]}
    parts = {"mentions": columns, "entities": entities, "documents": about, "texts": texts}
    return Tables(
        **{
            name: schema.to_pandas(schema.table(columns, schema.SCHEMAS[name]))
            for name, columns in parts.items()
        },
        manifest={"model": {"name": "by hand", "version": "1"}},
    )


def _rows(doc_id, text, spans):
    for number, (start, end, label) in enumerate(spans):
        around = [n for n, (s, e, _) in enumerate(spans[:number]) if s <= start and end <= e]
        surface = text[start:end]
        yield {
            "doc_id": doc_id,
            "mention_id": number,
            "sent_id": 0,
            "start": start,
            "end": end,
            "label": label,
            "text": surface,
            "lemma": surface.lower(),
            "normal": surface,
            "entity_id": f"{label}-{surface}",
            "entity": surface,
            "nested_in": around[-1] if around else None,
            "score": 0.75,
            "drawn_by": "model",
            "zone": "body",
            "sentence": text[:1000],
        }
