"""Names of persons of one document in, for each the others that may decide who it is out.

A name that is not full goes to the full name of its document that it may be short for, see
`imena.entities.rules.persons`. What a name will be read as, the whole corpus may say: «Асии Биби» is known
by its words only, and all that has one of them may decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from imena.entities.names.normal_forms import forms, nominatives
from imena.entities.names.types import Name
from imena.entities.rules.persons import full_keys, person, wanted_keys
from imena.forms.name_key import name_key
from imena.forms.name_parts import PARTICLES, PATRONYMIC
from imena.forms.spelling import respell

SEPARATORS = re.compile(r"[\s.-]+")
PATRONYMIC_IN_ANY_CASE = re.compile(PATRONYMIC.pattern, re.IGNORECASE)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name may turn out to be."""

    words: frozenset[str]  # of all that it may be
    full: tuple[Key, ...]  # what it may be called for short, by each of its full readings
    short: tuple[tuple[Key, ...], ...]  # what each of its other readings may be found by
    is_open: bool  # the corpus says what it is, so that its words are all there is to know
    is_sure: bool  # it has one reading
    may_be_short: bool


def needs(names: Mapping[int, Name]) -> dict[int, set[int]]:
    """The full names, by number, that each name which may be short needs to have there."""
    read = {i: _read(name) for i, name in names.items()}
    short = [i for i, one in read.items() if one.may_be_short]
    if not short or len(read) == 1:
        return {}
    by_key: dict[Key, list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)  # all that may be full
    for i, one in read.items():
        for key in one.full:
            by_key[key].append(i)
        if one.is_open or one.full:
            for word in one.words:
                by_word[word].append(i)
    found = {}
    for i in short:
        one = read[i]
        near = {other for word in one.words for other in by_word.get(word, ())}
        if not one.is_open:
            near = {other for other in near if read[other].is_open}
            for keys in one.short:
                for key in keys:
                    here = by_key.get(key, ())
                    near.update(here)
                    if any(read[other].is_sure for other in here):
                        break  # rules look no further
        near.discard(i)
        if near:
            found[i] = near
    return found


@lru_cache(20_000)
def _read(name: Name) -> Reading:
    parts = name.text.split()
    possible = {name.normal}
    keys = {name.key}
    if name.word is not None:
        possible.add(name.word)
    elif len(parts) == 1:
        possible |= {respell(form, name.text) for form in nominatives(name.text, "PER")[0]}
    elif parts:
        keys |= set(forms(nominatives(name.text, "PER")))
    is_open = len(parts) > 1
    keys |= {name_key(normal) for normal in possible}
    people = [(person(normal), name_key(normal)) for normal in sorted(possible)]
    short = tuple(
        tuple(key for key, _ in wanted_keys(one, own)) for one, own in people if not one.is_full
    )
    full = {key for one, _ in people if one.is_full for key in full_keys(one)}
    return Reading(
        frozenset(word for key in keys for word in SEPARATORS.split(key) if word),
        () if is_open else tuple(sorted(full)),
        short,
        is_open,
        not is_open and len(possible) == 1,
        bool(short) or (is_open and any(map(_may_be_short, keys))),
    )


def _may_be_short(key: str) -> bool:
    """Whether a folded name of several words could, by some spelling of it, be read as not full."""
    words = key.split()
    return (
        len(words) < 2
        or "." in key
        or words[0] in PARTICLES
        or any(len(word) == 1 or PATRONYMIC_IN_ANY_CASE.fullmatch(word) for word in words)
    )
