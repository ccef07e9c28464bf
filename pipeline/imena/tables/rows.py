"""Annotated Docs in, columns of rows out; pure, without any engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
from spacy.tokens import Doc, Token

from imena import schema
from imena.corpus.document import Document


def mention_table(pairs: Iterable[tuple[Document, Doc]]) -> pa.Table:
    """One row a mention, in document order, without the columns of entities."""
    names = [name for name in schema.MENTIONS.names if name not in ("entity_id", "entity")]
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for document, doc in pairs:
        sentence_of = _sentence_numbers(doc)
        sentences = [sent.text.strip() for sent in doc.sents]
        for number, span in enumerate(doc.ents):
            row = {
                "doc_id": document.doc_id,
                "mention_id": number,
                "sent_id": sentence_of[span.start],
                "start": span.start_char,
                "end": span.end_char,
                "label": span.label_,
                "text": span.text,
                "lemma": " ".join(t.lemma_ for t in span if not t.is_space),
                "normal": span._.normal,
                "first": span._.first,
                "middle": span._.middle,
                "last": span._.last,
                "nested_in": None,
                "score": span._.score,
                "source": span._.source,
                "zone": None,
                "repeat_of": None,
                "sentence": sentences[sentence_of[span.start]],
            }
            for name in names:
                columns[name].append(row[name])
    return schema.table(columns, without_entities())


def token_table(pairs: Iterable[tuple[Document, Doc]]) -> pa.Table:
    """One row a token, whitespace left out."""
    columns: dict[str, list[Any]] = {name: [] for name in schema.TOKENS.names}
    for document, doc in pairs:
        sentence_of = _sentence_numbers(doc)
        for number, token in enumerate(_words(doc)):
            columns["doc_id"].append(document.doc_id)
            columns["sent_id"].append(sentence_of[token.i])
            columns["token_id"].append(number)
            columns["start"].append(token.idx)
            columns["end"].append(token.idx + len(token))
            columns["text"].append(token.text)
            columns["lemma"].append(token.lemma_)
            columns["pos"].append(token.pos_)
            columns["feats"].append(str(token.morph))
    return schema.table(columns, schema.TOKENS)


def document_table(pairs: Iterable[tuple[Document, Doc | None]]) -> pa.Table:
    """One row a document; one without a Doc failed or is empty."""
    columns: dict[str, list[Any]] = {
        name: [] for name in schema.DOCUMENTS.names if name != "duplicate_of"
    }
    for document, doc in pairs:
        status = "failed" if document.error else "ok" if doc is not None else "empty"
        columns["doc_id"].append(document.doc_id)
        columns["source"].append(document.source)
        columns["n_chars"].append(len(document.text))
        columns["n_sents"].append(0 if doc is None else sum(1 for _ in doc.sents))
        columns["n_tokens"].append(0 if doc is None else len(_words(doc)))
        columns["n_mentions"].append(0 if doc is None else len(doc.ents))
        columns["encoding"].append(document.encoding)
        columns["status"].append(status)
        columns["error"].append(document.error)
    return schema.table(columns, schema.DOCUMENTS)


def without_entities() -> pa.Schema:
    """The mentions' schema before entities are known."""
    return pa.schema([f for f in schema.MENTIONS if f.name not in ("entity_id", "entity")])


def _words(doc: Doc) -> list[Token]:
    return [token for token in doc if not token.is_space]


def _sentence_numbers(doc: Doc) -> list[int]:
    """The sentence ordinal of every token."""
    return [number for number, sent in enumerate(doc.sents) for _ in sent]
