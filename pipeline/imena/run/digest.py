"""Compute a digest of the input that does not depend on the order of documents or on parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from imena.corpus.document import Document

BITS = 256


class InputDigest:
    """Count documents and characters, and add up the digests of documents."""

    def __init__(self, documents: int = 0, characters: int = 0, sha256: str = "") -> None:
        """Start with no document, or with the values that `record` returned."""
        self.documents, self.characters = documents, characters
        self._sum = int(sha256 or "0", 16)

    def watch(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Pass documents through and add each to the digest."""
        for document in documents:
            self.add(document)
            yield document

    def add(self, document: Document) -> None:
        """Add a document to the digest."""
        fields = f"{document.doc_id}\0{document.text}\0".encode("utf-8", "surrogatepass")
        self._add(1, len(document.text), int(hashlib.sha256(fields).hexdigest(), 16))

    def merge(self, other: InputDigest) -> None:
        """Add the documents of another digest."""
        self._add(other.documents, other.characters, other._sum)

    def record(self) -> dict[str, Any]:
        """Return the counts and the digest.

        The digest is the sum modulo 2^256 of the SHA-256 of id, NUL, text, NUL of every document.
        """
        return {
            "documents": self.documents,
            "characters": self.characters,
            "sha256": f"{self._sum:064x}",
        }

    def _add(self, documents: int, characters: int, digest: int) -> None:
        self.documents += documents
        self.characters += characters
        self._sum = (self._sum + digest) % (1 << BITS)
