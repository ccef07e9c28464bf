"""A stream of documents in, which of them repeat an earlier one out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imena.corpus.document import Document
from imena.corpus.duplicates import Duplicates, check_installed, signature


class Copies:
    """Passes documents through and remembers which are copies."""

    def __init__(self) -> None:
        """Begin without documents.

        Raises:
            MissingExtraError: datasketch is not installed.
        """
        check_installed()
        self._duplicates = Duplicates()
        self._originals: dict[str, str] = {}

    def watch(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The same documents, one by one; those that failed are copies of nothing."""
        for document in documents:
            if not document.error:
                original = self._duplicates.seen(document.doc_id, signature(document.text))
                if original is not None:
                    self._originals[document.doc_id] = original
            yield document

    def originals(self, doc_ids: Iterable[str]) -> list[str | None]:
        """For each document the id of the earlier one that it repeats, or None."""
        return [self._originals.get(doc_id) for doc_id in doc_ids]
