"""Match short names of organisations with full names by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from imena.entities.linking.linker import link
from imena.entities.names.abbreviations import initials, is_acronym, transliterate
from imena.entities.names.organisation_parts import body_of_world, is_state_body
from imena.forms.characters import CLOSING_QUOTES, OPENING_QUOTES
from imena.forms.name_key import name_key

IN_QUOTES = re.compile(rf"[{OPENING_QUOTES}](.{{3,}}?)[{CLOSING_QUOTES}]")
# Letters from which a name may be the beginning of another in its document. Chosen by hand: B-cubed
# of SlavicNER's asia_bibi and covid-19 is the same from 3 to 8.
SHORTEST_PREFIX = 5

# How one organisation may be short for another: kind and text. Equal keys match.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """The parts of an organisation's name."""

    key: str
    normal: str
    body: str  # see `imena.entities.names.organisation_parts`
    owner: int | None  # node of the location that it belongs to


@lru_cache(20_000)
def index_keys(organisation: OrganisationName) -> tuple[Key, ...]:
    """Return the keys by which an organisation is found as a full name."""
    keys: list[Key] = []
    if organisation.owner is not None:
        keys.append(("body", organisation.body))
    elif (body := body_of_world(organisation.body)) is not None:
        keys.append(("body", body))  # «Совбез» beside «Совет безопасности ООН»
    for name in sorted({organisation.key, organisation.body}):
        for acronym in sorted(initials(name)):
            keys += [("initials", acronym), ("initials", transliterate(acronym))]
    quoted = IN_QUOTES.search(organisation.normal)
    names = [organisation.key]
    if quoted:
        names.append(name_key(quoted[1]))
        keys.append(("quoted", names[-1]))
    for name in names:
        keys += [("prefix", prefix) for prefix in _prefixes(name.split())]
    return tuple(dict.fromkeys(keys))


def _prefixes(words: list[str]) -> Iterator[str]:
    """Yield the beginnings that may stand for a name: not «Россия» for «Россия 24»."""
    for size in range(1, len(words)):
        if not any(map(str.isdigit, words[size])):
            yield " ".join(words[:size])


@lru_cache(20_000)
def lookup_keys(organisation: OrganisationName) -> tuple[Key, ...]:
    """Return the keys by which an organisation looks for a full name, the surest first."""
    keys = [("body", organisation.body)]
    if is_state_body(organisation.body):
        return tuple(keys)  # its name alone does not say which state's it is
    if is_acronym(organisation.normal):
        keys.append(("initials", organisation.key))
    keys.append(("quoted", organisation.key))
    if len(organisation.key) >= SHORTEST_PREFIX and link("ORG", organisation.normal) is None:
        keys.append(("prefix", organisation.key))
    return tuple(keys)
