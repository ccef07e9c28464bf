"""What the rules of who is who know of a name, and what its document has that may decide who it is.

Names of different documents that agree in both are one: a corpus of any size has not so many.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

BATCH = 20_000  # names whose readings are Python's at a time


class Name(NamedTuple):
    """A normal form, and what its document alone says of it."""

    label: str
    normal: str
    key: str  # see `imena.forms.name_key`
    tail: str | None = None  # of an organisation: the normal form of the place that ends it
    text: str = ""  # of a person: the surface, where it may be a form of another name
    is_seen: bool = True  # of a person: some mention has the normal form as its surface
    word: str | None = None  # of a person: the form of it that its document shows elsewhere
    place: str | None = None  # of a place: the id of what it means in its document


class State(NamedTuple):
    """What a document says of a body of state that it does not name more fully."""

    countries: tuple[str, ...]  # that it names, ISO codes in order
    is_regional: bool  # whether it names a part of the only country
    acting: tuple[str, ...]  # the only country, if another body is said to be of it


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a corpus in their contexts; all have an item a row.

    A context is a name and those of its document that may decide who it is, its witnesses. They are
    names of contexts of their own, and only there they count.
    """

    names: list[Name]
    contexts: array[int]  # numbers of the contexts, in order; the first name of each is its own
    documents: array[int]  # with this context; of witnesses 0
    mentions: array[int]  # of witnesses 0
    defines: dict[int, list[int]]  # rows of the names that a row stands behind in brackets
    states: dict[int, State]  # by row
    readings: pa.ChunkedArray  # (rows,) of each word of a telling text, what it may be a form of

    def open_names(self) -> Iterator[tuple[Name, list[list[str]]]]:
        """The names that may be forms of others, with the readings of their words."""
        rows = np.flatnonzero(pc.is_valid(self.readings).to_numpy())
        given = self.readings.drop_null()
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH].tolist()
            for row, words in zip(some, given.slice(start, BATCH).to_pylist(), strict=True):
                yield self.names[row], words
