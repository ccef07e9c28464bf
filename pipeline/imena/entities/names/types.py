"""The types that rules work with: a name, its context, and all names of a corpus in context."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

BATCH = 20_000  # names whose readings are converted to Python at a time


class Name(NamedTuple):
    """A normal form, and what its document alone determines about it."""

    label: str
    normal: str
    key: str  # see `imena.forms.name_key`
    ending_location: str | None = None  # of an organisation: normal form of the location at its end
    surface: str = ""  # of a person: the surface, if it may be a form of another name
    is_attested: bool = True  # of a person: some mention has the normal form as its surface
    document_form: str | None = None  # of a person: normal form by another name of its document
    location_id: str | None = None  # of a location: the gazetteers' id of it in its document
    gender: str | None = None  # of a person: f or m, if the mentions in its document agree
    # of a person's short name that several full names of its document fit: the key of the one that
    # the document names clearly most often
    main: str | None = None
    # of a body of state without its country: whether it answers that of another state, and so is
    # Russia's
    is_home: bool = False


class StateBodyContext(NamedTuple):
    """What a document says about a body of state that it names without its country."""

    countries: tuple[str, ...]  # that the document names, ISO codes in order
    is_regional: bool  # whether the document names a part of its only country
    owners: tuple[str, ...]  # the only country, if another body in the document belongs to it


@dataclass(frozen=True, slots=True)
class ContextNames:
    """The names of a corpus in their contexts, a row each.

    A context is a name and its supporting names: those of the same document that may decide which
    entity it is. Equal names in equal contexts share a row, so that a corpus has far fewer contexts
    than mentions. A supporting name also has a context of its own, and is counted only there.
    """

    names: list[Name]
    contexts: array[int]  # (rows,) number of the context; its first row is the counted name
    documents: array[int]  # (rows,) documents with this context; 0 for supporting names
    mentions: array[int]  # (rows,) mentions with this context; 0 for supporting names
    defines: dict[int, list[int]]  # row of a name in brackets: rows of the full names before it
    state_bodies: dict[int, StateBodyContext]  # by row
    readings: pa.ChunkedArray  # (rows,) possible nominatives of each word of a surface, or null

    def ambiguous_names(self) -> Iterator[tuple[Name, list[list[str]]]]:
        """Yield the names that may be forms of others, with their words' possible nominatives."""
        rows = np.flatnonzero(pc.is_valid(self.readings).to_numpy())
        readings = self.readings.drop_null()
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH].tolist()
            words_of_rows = readings.slice(start, BATCH).to_pylist()
            for row, words in zip(batch, words_of_rows, strict=True):
                yield self.names[row], words
