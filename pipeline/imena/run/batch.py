"""Turn a batch of documents into tables: the pure function that every engine runs."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pyarrow as pa
from spacy.language import Language
from spacy.tokens import Doc

from imena.corpus.document import Document
from imena.options import ExtractOptions
from imena.problems import problem
from imena.tables.rows import document_table, mention_table, text_table, token_table

BATCH_DOCUMENTS = 64
BATCH_CHARS = 250_000

Progress = Callable[[int, int, int], None]  # documents, characters and mentions of one batch


@dataclass(frozen=True, slots=True)
class BatchTables:
    """The rows of one batch, without entities, which depend on the whole corpus."""

    mentions: pa.Table
    documents: pa.Table
    texts: pa.Table | None
    tokens: pa.Table | None


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Cut a stream into batches that are large enough to be fast and small enough for memory."""
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


def extract_batches(
    nlp: Language,
    documents: Iterable[Document],
    options: ExtractOptions,
    progress: Progress | None = None,
) -> Iterator[BatchTables]:
    """Yield the tables of each batch of a stream, in the order of the documents."""
    for batch in batches(documents):
        tables = extract_batch(nlp, batch, options)
        if progress is not None:
            chars = sum(len(document.text) for document in batch)
            progress(len(batch), chars, tables.mentions.num_rows)
        yield tables


def extract_batch(
    nlp: Language, documents: Sequence[Document], options: ExtractOptions
) -> BatchTables:
    """Make the tables of one batch; a document that cannot be processed is a failed row."""
    with gc_paused():
        pairs = annotate(nlp, documents)
        annotated = [(document, doc) for document, doc in pairs if doc is not None]
        mentions = mention_table(annotated, options.spans, options.zones, options.labels)
        return BatchTables(
            mentions,
            document_table(pairs, mentions, options.spans),
            text_table(pairs) if options.texts else None,
            token_table(annotated) if options.tokens else None,
        )


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause Python's cyclic garbage collector.

    It would traverse the live objects of a batch again and again and free nothing, because
    reference counting frees Docs and entities.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def annotate(nlp: Language, documents: Sequence[Document]) -> list[tuple[Document, Doc | None]]:
    """Pair each document with its Doc, or with None if it is empty or has failed."""
    checked = [_checked(document, nlp.max_length) for document in documents]
    full = [i for i, document in enumerate(checked) if not document.error and has_words(document)]
    docs: dict[int, Doc] = {}
    try:
        docs.update(zip(full, nlp.pipe(checked[i].text for i in full), strict=True))
    except Exception:  # one document broke the batch: process each on its own
        docs.clear()
        for i in full:
            try:
                docs[i] = nlp(checked[i].text)
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                checked[i] = replace(checked[i], error=problem("model", error=reason))
    return [(document, docs.get(i)) for i, document in enumerate(checked)]


def has_words(document: Document) -> bool:
    """Return whether the text has a letter or digit, without which there is nothing to find."""
    return any(map(str.isalnum, document.text))


def _checked(document: Document, max_chars: int) -> Document:
    """Return the document, as a failed one if its text is invalid or too long."""
    if document.error:
        return document
    text = document.text
    if len(text) > max_chars:
        return replace(document, error=problem("characters", n=len(text), limit=max_chars))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        char = f"U+{ord(text[error.start]):04X}"
        return replace(document, error=problem("surrogate", n=error.start, char=char))
    return document
