"""How to read: the few things that a file does not say of itself."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 40_000_000  # of one text: four bytes a character, see imena.components.tokenise


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of all readers."""

    text_column: str = "text"
    id_column: str | None = None  # None: "id" where there is one
    encoding: str | None = None  # None: what their mark or their letters say
