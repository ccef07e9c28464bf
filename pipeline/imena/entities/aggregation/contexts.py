"""Build the context of each name: the name and its supporting names.

That «Герасимов» is Валерий Герасимов, a document says that has both. What else it says makes no
difference, so only the needed names are part of the context. Most names need none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from imena.entities.names.collect import DocumentName
from imena.entities.names.normal_forms import location_form
from imena.entities.names.types import Name, StateBodyContext
from imena.entities.rules.document import Document
from imena.entities.rules.needed_names import DocumentNeeds
from imena.entities.rules.spellings import similar_names
from imena.entities.rules.state_bodies import state_body_context


class NameContext(NamedTuple):
    """A name with all that its document says about which entity it is."""

    names: tuple[Name, ...]  # the name, then its supporting names, ordered by their bytes
    defines: tuple[tuple[int, int], ...]  # indices: a name in brackets, the full name before it
    state_body: StateBodyContext | None


def name_contexts(names: list[DocumentName]) -> Iterator[tuple[NameContext, bool]]:
    """Yield the context of each name, and whether the gazetteers corrected its normal form.

    Args:
        names: document by document.
    """
    forms = [
        location_form(name.surface, name.normal) if name.label == "LOC" else None for name in names
    ]
    similar = similar_names(names, forms)
    for _, group in groupby(range(len(names)), lambda number: names[number].document):
        numbers = list(group)
        own = slice(numbers[0], numbers[-1] + 1)
        document = Document(names[own], forms[own], similar, numbers[0])
        needs = DocumentNeeds(document)
        for i, number in enumerate(numbers):
            is_corrected = forms[number] is not None or names[number].is_corrected
            yield name_context(document, i, needs.of(i)), is_corrected


def name_context(document: Document, i: int, needed: set[int]) -> NameContext:
    """Return the context of a name.

    Args:
        document: of the name.
        i: index of the name.
        needed: indices of its supporting names.
    """
    state_body = state_body_context(document, i)
    if not needed and i not in document.defines:
        return NameContext((document.names[i],), (), state_body)
    ordered = [i, *sorted(needed, key=lambda other: name_bytes(document.names[other]))]
    index = {other: position for position, other in enumerate(ordered)}
    defines = sorted(
        (index[short], index[full])
        for short in index.keys() & document.defines.keys()
        for full in document.defines[short]
        if full in index
    )
    return NameContext(tuple(document.names[j] for j in ordered), tuple(defines), state_body)


@lru_cache(20_000)
def name_bytes(name: Name) -> bytes:
    """Return all fields of a name as bytes, different for different names."""
    fields = ("-" if value is None else f"{len(str(value))}:{value}" for value in name)
    return "".join(fields).encode()
