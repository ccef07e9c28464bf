"""Split the names of persons, and match short names with full names by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from imena.data_tables import read_table
from imena.entities.merge_reasons import (
    FIRST_NAME,
    FIRST_NAME_AND_PATRONYMIC,
    INITIAL_AND_SURNAME,
    INITIALS_AND_SURNAME,
    SURNAME,
    ReasonPair,
)
from imena.entities.names.first_names import first_name_group, is_short_form
from imena.entities.names.similarity import edit_position
from imena.entities.names.transliteration import sound_key
from imena.forms.name_key import name_key
from imena.forms.name_parts import name_parts

Key = tuple[str, ...]  # the kind of the key and parts of the name
# Keys that decide within a document only: a first name alone, and a surname spelled otherwise.
LOCAL_KINDS = frozenset({"first", "first name", "no patronymic", "sound"})


class LookupKey(NamedTuple):
    """A key by which a short name looks for a full one, and why the two match."""

    key: Key
    kind: ReasonPair

    @property
    def is_local(self) -> bool:
        """Whether the key decides within a document only."""
        return self.key[0] in LOCAL_KINDS


@dataclass(frozen=True, slots=True)
class PersonName:
    """The keys of a name's parts; '' for a part that it does not have."""

    first: str
    middle: str
    last: str

    @property
    def is_full(self) -> bool:
        """Whether there is a first name that is not abbreviated, and a last name."""
        return bool(self.last) and len(self.first) > 1 and self.first[-1] != "."

    @property
    def is_abbreviated(self) -> bool:
        """Whether there is a last name, and an initial or abbreviation: «В. Путин», «Вл. Даль»."""
        return bool(self.last and self.first) and not self.is_full

    @property
    def is_fuller(self) -> bool:
        """Whether there is a last name, and a first name or its initial."""
        return self.is_full or self.is_abbreviated

    def may_be_short_for(self, full: PersonName) -> bool:
        """Return whether an abbreviated name may be short for a full or abbreviated one."""
        return self.last in last_names(full) and full.first.startswith(self.first.rstrip("."))


@lru_cache(50_000)
def split_person(normal: str) -> PersonName:
    """Split a normal form into the parts of a person's name.

    >>> split_person("В. В. Путин")
    PersonName(first='в.', middle='в.', last='путин')
    """
    if normal[:1].islower():  # «фон дер Ляйен»
        return PersonName("", "", name_key(normal))
    first, middle, last = (intern(name_key(part or "")) for part in name_parts(normal))
    return PersonName(first, middle, last)


NO_PERSON = PersonName("", "", "")  # of names that are not a person's


@lru_cache(20_000)
def index_keys(person: PersonName) -> tuple[Key, ...]:
    """Return the keys by which a full or abbreviated name is found."""
    if person.is_abbreviated:
        keys: list[Key] = [("last of abbreviated", last) for last in last_names(person)]
        if person.middle:
            keys.append(("initial of abbreviated", person.first[0], person.last))
        return tuple(keys)
    keys = [("first", person.first), ("first name", first_name_group(person.first))]
    keys.append(("sound", sound_key(person.last)))
    for last in last_names(person):
        keys += [("last", last), ("initial", person.first[0], last)]
        if person.middle:
            keys.append(("initials", person.first[0], person.middle[0], last))
        else:
            keys.append(("no middle", person.first[0], last))
    if person.middle:
        keys.append(("patronymic", person.first, person.middle))
    else:
        keys.append(("no patronymic", person.first))
    return tuple(keys)


def may_be_same_middle(one: str, other: str) -> bool:
    """Return whether a middle name may stand for another: none, its initial, a misspelling."""
    is_initial = len(other.rstrip(".")) == 1 and one[:1] == other[:1]
    return not other or is_initial or edit_position(one, other) is not None


def last_names(person: PersonName) -> tuple[str, ...]:
    """Return the last name of a person, and the last part of it, which may stand for it."""
    last = person.last
    return tuple(sorted({last, last.split(" ")[-1], last.split("-")[-1]}))


def lookup_keys(person: PersonName, key: str) -> Iterator[LookupKey]:
    """Yield the keys by which a short name looks for a full one, the surest first.

    Args:
        person: the short name.
        key: of the whole name.
    """
    first, middle, last = person.first, person.middle, person.last
    if last and first:
        if middle:
            yield LookupKey(("initials", first[0], middle[0], last), INITIALS_AND_SURNAME)
            yield LookupKey(("no middle", first[0], last), INITIALS_AND_SURNAME)
        else:
            yield LookupKey(("initial", first[0], last), INITIAL_AND_SURNAME)
            yield LookupKey(("initial of abbreviated", first[0], last), INITIAL_AND_SURNAME)
    elif first and middle:
        yield LookupKey(("patronymic", first, middle), FIRST_NAME_AND_PATRONYMIC)
        if middle in _usual_patronymics():
            yield LookupKey(("no patronymic", first), FIRST_NAME_AND_PATRONYMIC)
    else:
        yield LookupKey(("last", key), SURNAME)
        yield LookupKey(("last of abbreviated", key), SURNAME)
        yield LookupKey(("first", key), FIRST_NAME)
        yield LookupKey(("sound", sound_key(key)), SURNAME)
        if is_short_form(key):
            yield LookupKey(("first name", first_name_group(key)), FIRST_NAME)


@cache
def _usual_patronymics() -> frozenset[str]:
    """Return the usual patronymics; surnames such as «Агранович» only look like them."""
    rows = read_table("imena.entities.names", "patronymics")
    return frozenset(word for row in rows for word in (row["masculine"], row["feminine"]))
