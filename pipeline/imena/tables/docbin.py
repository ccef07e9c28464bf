"""Tables in, spaCy Docs in a DocBin out, which spaCy alone reads: no model and no imena.

``doc.ents`` are the outermost mentions, ``doc.spans["imena"]`` all of them; the id of an entity is
the ``kb_id_`` of its spans. ``doc.user_data["doc_id"]`` is the document's, and of all spans
``doc.user_data["normal"]`` has the normal forms in their order. Where imena is imported,
``span._.normal`` and the others are set as in the Docs of its pipeline.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin, Span

from imena.components.attributes import SPAN_ATTRIBUTES, assign
from imena.storage.atomic import replacing
from imena.tables.annotated_documents import AnnotatedDocument, Row, by_document, flat, plain_score
from imena.tables.tokens import Tokens

if TYPE_CHECKING:
    from imena.tables.tables import Tables

ATTRIBUTES = (
    *("ORTH", "SPACY", "SENT_START", "LEMMA", "POS", "MORPH"),
    *("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"),
)


def write(tables: Tables, path: Path) -> None:
    """Write a file for ``DocBin().from_disk`` and ``spacy train``; a DocBin is made in memory."""
    tokens = Tokens()
    docs = DocBin(attrs=ATTRIBUTES, store_user_data=True)
    for document in by_document(tables, tokens=True):
        docs.add(_doc(tokens(document), document))
    with replacing(path) as part:
        part.write_bytes(docs.to_bytes())


def _doc(doc: Doc, document: AnnotatedDocument) -> Doc:
    """The Doc with the document's mentions."""
    spans = [_span(doc, row) for row in document.mentions]
    numbers = {row["mention_id"]: number for number, row in enumerate(document.mentions)}
    outermost = [spans[numbers[row["mention_id"]]] for row in flat(document.mentions)]
    doc.set_ents(_apart(outermost))
    doc.spans["imena"] = spans
    doc.user_data["doc_id"] = document.doc_id
    doc.user_data["normal"] = [row["normal"] for row in document.mentions]
    return doc


def _span(doc: Doc, row: Row) -> Span:
    """A mention as a span, of whole tokens, with imena's attributes."""
    given = (row["start"], row["end"])
    id_ = row["entity_id"]
    span: Span = doc.char_span(
        *given, row["label"], kb_id=id_, span_id=id_, alignment_mode="expand"
    )
    found = {name: row[name] for name in SPAN_ATTRIBUTES if name in row}
    found |= {"score": plain_score(row["score"]), "imena_label": row["label"]}
    assign(span, **{name: value for name, value in found.items() if value is not None})
    return span


def _apart(spans: list[Span]) -> list[Span]:
    """The spans without those that whole tokens made overlap."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
