"""Find whom a document means by a surname that several of its full names have.

«Визбор» in a text on Юрий Визбор is he, though his granddaughter Варвара Визбор is named too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from imena.entities.names.collect import DocumentName
from imena.entities.names.first_names import canonical_first_name
from imena.entities.rules.person_names import PersonName, last_names, split_person

# How many times as many mentions by full name or initials as the next the main person must have.
# On NEREL's train set a surname alone is then the main person's in 155 of 159 mentions; where two
# are named equally often, it is the first one's in 25 of 34.
MAIN = 2


def main_persons(names: Sequence[DocumentName], persons: Sequence[int]) -> Mapping[int, str]:
    """Return the key of the main full name for each surname of several persons that has one.

    Args:
        names: of a document.
        persons: indices of the names of persons.
    """
    split = {i: split_person(names[i].normal) for i in persons}
    full: dict[str, set[int]] = defaultdict(set)  # by last name
    for i, person in split.items():
        if person.is_full:
            for last in last_names(person):
                full[last].add(i)
    main = {}
    for i, person in split.items():
        with_surname = full.get(names[i].key, ())
        if not person.is_fuller and len(with_surname) > 1:
            candidates = [j for j in with_surname if may_be_one_gender(names[i], names[j])]
            key = _main_key(names, split, candidates)
            if key is not None:
                main[i] = key
    return main


def may_be_one_gender(one: DocumentName, other: DocumentName) -> bool:
    """Return whether two names have no different genders."""
    return None in (one.gender, other.gender) or one.gender == other.gender


def _main_key(
    names: Sequence[DocumentName], split: Mapping[int, PersonName], candidates: Sequence[int]
) -> str | None:
    """Return the key of the most mentioned candidate, if it has clearly more mentions."""
    full_names = {i: (canonical_first_name(split[i].first), split[i].last) for i in candidates}
    mentions: Counter[tuple[str, str]] = Counter()  # by full name
    for i, full_name in full_names.items():
        mentions[full_name] += names[i].mentions
    for i, person in split.items():
        if person.is_abbreviated:
            fitting = {full_names[j] for j in candidates if person.may_be_short_for(split[j])}
            if len(fitting) == 1:
                mentions[fitting.pop()] += names[i].mentions
    ordered = sorted(mentions, key=lambda name: (-mentions[name], name))
    if not ordered or (len(ordered) > 1 and mentions[ordered[0]] < MAIN * mentions[ordered[1]]):
        return None
    return min(names[i].key for i in candidates if full_names[i] == ordered[0])
