"""Names of a document in, for each organisation the others that may decide what it is out.

An organisation is of the place that ends its name; a short name goes to a full one of its
document, see `imena.entities.rules.short_names`; and so may that one, so that needs have needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from imena.entities.names.abbreviations import abbreviates
from imena.entities.names.types import Name
from imena.entities.rules.organisations import Organisation, taken_apart
from imena.entities.rules.short_names import full_keys, may_be_syllables, wanted_keys

SOMEBODY = 0  # whoever an organisation is of


def owners(names: Mapping[int, Name], places: Mapping[str, int]) -> dict[int, int | str]:
    """The place, by number, or the country by ISO code, that organisations are of.

    Args:
        names: the organisations of a document by number.
        places: its places by normal form.
    """
    found: dict[int, int | str] = {}
    for i, name in names.items():
        place = places.get(name.tail) if name.tail is not None else None
        country = taken_apart(name).country
        if place is not None:
            found[i] = place
        elif country is not None:
            found[i] = country
    return found


def needs(
    names: Mapping[int, Name],
    whose: Mapping[int, int | str],
    defines: Mapping[int, set[int]],
) -> dict[int, set[int]]:
    """The names, by number, that each organisation needs to have there.

    Args:
        names: the organisations of a document by number.
        whose: see `owners`.
        defines: the names that they stand behind in brackets.
    """
    found: dict[int, set[int]] = defaultdict(set)
    for i, full in defines.items():
        found[i] |= full
    for i, place in whose.items():
        if isinstance(place, int):
            found[i].add(place)
    if len(names) == 1 or len(whose) == len(names):
        return found
    known = {
        i: Organisation(
            name.key, name.normal, taken_apart(name).name, SOMEBODY if i in whose else None
        )
        for i, name in names.items()
    }
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, one in known.items():
        for key in full_keys(one):
            by_key[key].append(i)
    long = [i for i, one in known.items() if " " in one.base]
    for i, one in known.items():
        if one.whose is None:
            first = next((here for key in wanted_keys(one) if (here := by_key.get(key))), ())
            found[i].update(first)  # rules look no further than the first key that is there
        if may_be_syllables(one.base):
            found[i].update(other for other in long if abbreviates(one.base, known[other].base))
    return found
