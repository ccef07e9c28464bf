"""Find names that may be misspellings of each other: one edit apart, and long enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from imena.entities.names.collect import DocumentName
from imena.entities.names.organisation_parts import parse_organisation
from imena.entities.names.similarity import is_inner_edit, one_edit_apart
from imena.entities.rules.document import Document, NeededNames, SimilarNames, organisation_name
from imena.forms.name_key import name_key

# Letters from which one edit may be a misspelling. On SlavicNER's asia_bibi and covid-19 B-cubed is
# the same from 4 to 9 for locations (recall falls by .001 at 11), and from 5 to 14 for bodies.
SHORTEST = {"LOC": 7, "ORG": 8}


def may_be_misspelt(label: str, key: str) -> bool:
    """Return whether a location's name, or an organisation's body, may be misspelt by one edit."""
    return len(key) >= SHORTEST[label] and not any(map(str.isdigit, key))


def similar_names(
    names: Iterable[DocumentName], location_forms: Iterable[str | None]
) -> SimilarNames:
    """Find the names of some documents that may be misspellings of each other.

    Args:
        names: of the documents.
        location_forms: (names,) corrected normal forms of locations.
    """
    keys: dict[str, set[str]] = {label: set() for label in SHORTEST}
    for name, form in zip(names, location_forms, strict=True):
        if name.label == "LOC":
            keys["LOC"].add(name_key(form or name.normal))
        elif name.label == "ORG":
            keys["ORG"].add(parse_organisation(organisation_name(name)).body)
    similar: dict[tuple[str, str], set[str]] = defaultdict(set)
    for label in SHORTEST:
        long = sorted(key for key in keys[label] if may_be_misspelt(label, key))
        for one, other in one_edit_apart(long):
            if is_inner_edit(one, other):
                similar[label, one].add(other)
                similar[label, other].add(one)
    return similar


def needed_spellings(document: Document, label: str, keys: Mapping[int, str]) -> NeededNames:
    """Return for each name those of its document that may be misspellings of it.

    Args:
        document: of the names.
        label: of the names.
        keys: what is compared, by index of the name.
    """
    if not document.similar:
        return {}
    similar = {
        i: document.similar[label, key]
        for i, key in keys.items()
        if (label, key) in document.similar
    }
    return {
        i: {other for other in similar if keys[other] in spellings}
        for i, spellings in similar.items()
    }
