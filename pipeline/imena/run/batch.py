"""Documents in, tables out: the one function that every engine runs, pure and engine-free."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pyarrow as pa
from spacy.language import Language
from spacy.tokens import Doc

from imena.corpus.document import Document
from imena.tables.rows import document_table, mention_table, text_table, token_table

BATCH_DOCUMENTS = 64
BATCH_CHARS = 250_000


@dataclass(frozen=True, slots=True)
class BatchTables:
    """The rows of one batch; entities are a matter of the whole corpus."""

    mentions: pa.Table
    documents: pa.Table
    texts: pa.Table | None
    tokens: pa.Table | None


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Cut a stream into lists that are worth one pass of the nets and fit into memory."""
    batch: list[Document] = []
    chars = 0
    for document in documents:
        if batch and (len(batch) == BATCH_DOCUMENTS or chars + len(document.text) > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(document)
        chars += len(document.text)
    if batch:
        yield batch


def extract_batch(
    nlp: Language,
    documents: Sequence[Document],
    *,
    spans: str = "nested",
    zones: Collection[str] | None = None,
    texts: bool = False,
    tokens: bool = False,
) -> BatchTables:
    """The rows of these documents; a document that cannot be processed is a row that says so."""
    with garbage_kept():
        return _extract_batch(nlp, documents, spans, zones, texts, tokens)


def _extract_batch(
    nlp: Language,
    documents: Sequence[Document],
    spans: str,
    zones: Collection[str] | None,
    texts: bool,
    tokens: bool,
) -> BatchTables:
    pairs = annotate(nlp, documents)
    annotated = [(document, doc) for document, doc in pairs if doc is not None]
    mentions = mention_table(annotated, spans, zones)
    return BatchTables(
        mentions,
        document_table(pairs, mentions, spans),
        text_table(pairs) if texts else None,
        token_table(annotated) if tokens else None,
    )


@contextmanager
def garbage_kept() -> Iterator[None]:
    """Hold Python's cyclic garbage collector, which would look at a batch's live objects again and
    again and free nothing: Docs and entities are freed when the last reference to them goes.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def annotate(nlp: Language, documents: Sequence[Document]) -> list[tuple[Document, Doc | None]]:
    """Each document with its Doc, or with None where it is empty or failed."""
    checked = [_checked(document, nlp.max_length) for document in documents]
    full = [i for i, document in enumerate(checked) if not document.error and has_words(document)]
    docs: dict[int, Doc] = {}
    try:
        docs.update(zip(full, nlp.pipe(checked[i].text for i in full), strict=True))
    except Exception:  # one document broke the batch: find out which, and keep the others
        docs.clear()
        for i in full:
            try:
                docs[i] = nlp(checked[i].text)
            except Exception as error:
                reason = f"the model failed on this text: {type(error).__name__}: {error}"
                checked[i] = replace(checked[i], error=reason)
    return [(document, docs.get(i)) for i, document in enumerate(checked)]


def has_words(document: Document) -> bool:
    """Whether there is a letter or digit in the text; without one there is nothing to find."""
    return any(map(str.isalnum, document.text))


def _checked(document: Document, max_chars: int) -> Document:
    """The document, marked as failed if its text is none or is too long."""
    if document.error:
        return document
    text = document.text
    if len(text) > max_chars:
        reason = f"{len(text):,} characters, over the limit of {max_chars:,}: split it into parts"
        return replace(document, error=reason)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        reason = (
            f"character {error.start} is U+{ord(text[error.start]):04X}, half of a surrogate pair, "
            "which no text may hold alone: repair it where the text was made"
        )
        return replace(document, error=reason)
    return document
