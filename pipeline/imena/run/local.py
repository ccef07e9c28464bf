"""One process: batch after batch, with a word to the caller after each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from spacy.language import Language

from imena.corpus.document import Document
from imena.run.batch import BatchTables, batches, extract_batch

Progress = Callable[[int, int, int], None]  # documents, characters, mentions of one batch


def run(
    nlp: Language,
    documents: Iterable[Document],
    *,
    spans: str = "nested",
    zones: Collection[str] | None = None,
    texts: bool = False,
    tokens: bool = False,
    progress: Progress | None = None,
) -> Iterator[BatchTables]:
    """The tables of each batch, in the order of the documents."""
    for batch in batches(documents):
        tables = extract_batch(nlp, batch, spans=spans, zones=zones, texts=texts, tokens=tokens)
        if progress is not None:
            chars = sum(len(document.text) for document in batch)
            progress(len(batch), chars, tables.mentions.num_rows)
        yield tables
