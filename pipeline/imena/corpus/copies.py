"""A stream of documents in, which of them repeat an earlier one out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

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

    def mark(self, documents: pa.Table) -> pa.Table:
        """The table of documents with ``duplicate_of``."""
        place = documents.schema.get_field_index("duplicate_of")
        originals = [self._originals.get(id_) for id_ in documents.column("doc_id").to_pylist()]
        field = documents.schema.field(place)
        return documents.set_column(place, field, pa.array(originals, field.type))
