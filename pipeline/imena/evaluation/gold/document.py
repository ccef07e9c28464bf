"""What a reader of gold gives, and what is scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from imena.evaluation.spans import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A document as its file has it: any labels, offsets in code points, unchecked.

    ``remarks`` are counted over the documents and told to the user. Without ``spans`` nobody has
    marked the document, and it is left out.
    """

    text: str
    spans: tuple[Span, ...] | None
    doc_id: str
    where: str  # file and line, for errors
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text and the mentions that a person marked in it."""

    text: str
    spans: tuple[Span, ...]
    doc_id: str = ""


@dataclass(frozen=True)
class Gold(Sequence[GoldDocument]):
    """The documents of a gold standard, and what was left out of it in reading."""

    documents: tuple[GoldDocument, ...]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """How many documents."""
        return len(self.documents)

    @overload
    def __getitem__(self, index: int) -> GoldDocument: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[GoldDocument]: ...

    def __getitem__(self, index: int | slice) -> GoldDocument | Sequence[GoldDocument]:
        """A document by its number."""
        return self.documents[index]

    def __iter__(self) -> Iterator[GoldDocument]:
        """The documents in their order."""
        return iter(self.documents)
