"""Find duplicates in a stream of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imena.corpus.document import Document
from imena.corpus.duplicates import Duplicates, check_installed, signature


class DuplicateTracker:
    """Pass documents through and remember which of them repeat an earlier one."""

    def __init__(self) -> None:
        """Create a tracker that has seen no document.

        Raises:
            MissingExtraError: datasketch is not installed.
        """
        check_installed()
        self._duplicates = Duplicates()
        self._originals: dict[str, str] = {}

    def watch(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield the same documents. Failed documents are never duplicates."""
        for document in documents:
            if not document.error:
                original = self._duplicates.seen(document.doc_id, signature(document.text))
                if original is not None:
                    self._originals[document.doc_id] = original
            yield document

    def originals(self, doc_ids: Iterable[str]) -> list[str | None]:
        """Return, for each document, the id of the earlier one that it repeats, or None."""
        return [self._originals.get(doc_id) for doc_id in doc_ids]
