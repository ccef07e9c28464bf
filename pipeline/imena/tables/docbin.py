"""Write spaCy Docs to a DocBin that spaCy reads without a model and without imena.

``doc.ents`` are the outermost mentions, ``doc.spans["imena"]`` all of them; ``kb_id_`` of a span is
its entity_id. ``doc.user_data["doc_id"]`` is the id of the document, and
``doc.user_data["normal"]`` the normal forms of all spans in order. If imena is imported,
``span._.normal`` and the other attributes are set as in its own pipelines.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin, Span

from imena.components.attributes import SPAN_ATTRIBUTES, assign
from imena.spans import without_overlaps
from imena.storage.atomic import replacing
from imena.tables.annotated_documents import (
    AnnotatedDocument,
    Row,
    annotated_documents,
    flat,
    plain_score,
)
from imena.tables.tokens import Tokens

if TYPE_CHECKING:
    from imena.tables.tables import Tables

ATTRIBUTES = (
    *("ORTH", "SPACY", "SENT_START", "LEMMA", "POS", "MORPH"),
    *("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"),
)


def write(tables: Tables, path: Path) -> None:
    """Write a file for ``DocBin().from_disk`` and ``spacy train``; it is built in memory."""
    tokens = Tokens()
    docs = DocBin(attrs=ATTRIBUTES, store_user_data=True)
    for document in annotated_documents(tables, tokens=True):
        docs.add(_doc(tokens(document), document))
    with replacing(path) as part:
        part.write_bytes(docs.to_bytes())


def _doc(doc: Doc, document: AnnotatedDocument) -> Doc:
    """Add the mentions of a document to its Doc."""
    spans = [_span(doc, row) for row in document.mentions]
    numbers = {row["mention_id"]: number for number, row in enumerate(document.mentions)}
    outermost = [spans[numbers[row["mention_id"]]] for row in flat(document.mentions)]
    # Spans that were extended to whole tokens may overlap.
    doc.set_ents(without_overlaps(outermost, lambda span: (span.start, span.end)))
    doc.spans["imena"] = spans
    doc.user_data["doc_id"] = document.doc_id
    doc.user_data["normal"] = [row["normal"] for row in document.mentions]
    return doc


def _span(doc: Doc, row: Row) -> Span:
    """Make a span of whole tokens from a mention, with imena's attributes."""
    given = (row["start"], row["end"])
    id_ = row["entity_id"]
    span: Span = doc.char_span(
        *given, row["label"], kb_id=id_, span_id=id_, alignment_mode="expand"
    )
    attributes = {name: row[name] for name in SPAN_ATTRIBUTES if name in row}
    attributes |= {"score": plain_score(row["score"]), "imena_label": row["label"]}
    assign(span, **{name: value for name, value in attributes.items() if value is not None})
    return span
