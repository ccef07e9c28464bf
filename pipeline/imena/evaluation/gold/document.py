"""Documents with annotated mentions, before and after checking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from imena.evaluation.spans import Span


@dataclass(frozen=True, slots=True)
class UncheckedDocument:
    """A document as its file has it: any labels, unchecked offsets in code points.

    ``remarks`` are counted over all documents and reported. A document without ``spans`` has not
    been annotated and is left out.
    """

    text: str
    spans: tuple[Span, ...] | None
    doc_id: str
    where: str  # file and line, for errors
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text and its annotated mentions."""

    text: str
    spans: tuple[Span, ...]
    doc_id: str = ""


@dataclass(frozen=True)
class Gold(Sequence[GoldDocument]):
    """The documents of a gold standard, and what was left out while reading it."""

    documents: tuple[GoldDocument, ...]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.documents)

    @overload
    def __getitem__(self, index: int) -> GoldDocument: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[GoldDocument]: ...

    def __getitem__(self, index: int | slice) -> GoldDocument | Sequence[GoldDocument]:
        """Return a document by index."""
        return self.documents[index]

    def __iter__(self) -> Iterator[GoldDocument]:
        """Iterate over the documents."""
        return iter(self.documents)
