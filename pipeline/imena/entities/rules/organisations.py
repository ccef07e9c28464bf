"""Names of organisations to organisations: full names, acronyms, short names, whose they are.

What a name is and which country's it is are looked at apart (see `imena.entities.names.organisation_parts`): the
ministry of Germany is not that of Russia, and one without a country goes to the one that its
document names. As everywhere, where there are two that it could be, it stays for itself.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from imena.entities.linking.gazetteer import countries
from imena.entities.linking.linker import country_of, link
from imena.entities.names.abbreviations import is_acronym
from imena.entities.names.organisation_parts import Base, base_of
from imena.entities.names.similarity import is_spelling, one_edit_apart, skeleton
from imena.entities.names.types import Name
from imena.entities.rules.graph import ONE_EDIT, World, join_alphabets
from imena.entities.rules.places import linked_node
from imena.forms.analyse import is_known
from imena.forms.name_key import name_key
from imena.forms.word_readings import readings

LONGEST_ACRONYM = 4  # letters of a country's: США, КНДР
SAME_ID = "the same id in Wikidata"
SAME_BODY, SHORT = "the same body of the same place", "a short name of it"
LONG = 8  # letters of a name in which one edit may be a spelling
SHORTEST_SKELETON = 4  # consonants
CLEAR_ACRONYM = 4  # letters of an acronym that stands for one thing wherever it stands


@dataclass(frozen=True, slots=True)
class Organisation:
    """What is known of a name by itself."""

    key: str
    normal: str
    base: str
    whose: int | None  # the node of the place that it belongs to


def organisations(world: World) -> dict[int, Organisation]:
    """Take the names of organisations apart, by number of the name, and join those that are one.

    Places have to be resolved before.
    """
    places = _places(world)
    shared: dict[Organisation, Organisation] = {}
    known = {}
    for i in world.of_label("ORG"):
        one = _organisation(world, i, places)
        known[i] = shared.setdefault(one, one)
    for i, one in known.items():
        if one.base != one.key or one.whose is not None:
            node = body_node(world, one.base, one.whose)
            world.move(i, node, SHORT if one.whose is None else SAME_BODY)
    names = world.counted(known)
    join_alphabets(world, names, lambda i: skeleton(known[i].base), SHORTEST_SKELETON)
    _join_spellings(world, names, known)
    _join_linked(world, names)
    return known


def _places(world: World) -> dict[Hashable, int]:
    """The node of each place by context and normal form."""
    return {
        (world.contexts[i], name.normal): world.root(i)
        for i, name in enumerate(world.names)
        if name.label == "LOC"
    }


def _organisation(world: World, number: int, places: dict[Hashable, int]) -> Organisation:
    name = world.names[number]
    base, country = taken_apart(name)
    whose = places.get((world.contexts[number], name.tail)) if name.tail is not None else None
    if whose is None and country is not None:
        whose = country_node(world, country)
    return Organisation(name.key, name.normal, base, whose)


@lru_cache(20_000)
def taken_apart(name: Name) -> Base:
    """What an organisation is, and the country that its name says unless its tail is a place."""
    if not name.key:
        return Base(name.key, None)
    own, words = name.key.split(), 0
    country = None
    if name.tail is not None:
        tail = name_key(name.tail).split()
        if len(own) > len(tail) > 0 and all(
            a[:2] == b[:2] for a, b in zip(own[-len(tail) :], tail, strict=True)
        ):
            words = len(tail)  # flat names do not reach over it
    elif len(own) > 1:
        country = genitive_country(own[-1])
        words = int(country is not None)
    found = base_of(name.key, name.normal, words)
    return Base(found.name, country or found.country)


@lru_cache(100_000)
def genitive_country(word: str) -> str | None:
    """The ISO code of the country that a folded word is the genitive of.

    >>> genitive_country("германии"), genitive_country("рф"), genitive_country("германия")
    ('DE', 'RU', None)
    """
    as_it_stands = len(word) <= LONGEST_ACRONYM or word[-1] in "иоуэе"  # США, Перу
    cases = ("Gen", None) if as_it_stands else ("Gen",)
    genitives = {r.nominative for r in readings(word.capitalize(), "LOC") if r.case in cases}
    genitives |= {word} if as_it_stands else set()
    found = {country_of(nominative) for nominative in genitives} - {None}
    return found.pop() if len(found) == 1 else None


def body_node(world: World, base: str, whose: int | None) -> int:
    """The node of what an organisation is, and of the place that it is of."""
    identity = (base,) if whose is None else (base, world.forest.find(whose))
    return world.forest.node("ORG", *identity)


def country_node(world: World, iso: str) -> int:
    """The node of a country."""
    return linked_node(world, countries()[0][iso].ids)


def _join_spellings(world: World, names: list[int], known: dict[int, Organisation]) -> None:
    """«Роснефтегаз» and «Роснефтигаз», but not two of one document, which tells them apart."""
    nodes: dict[tuple[str, int | None], int] = {}
    for i in names:
        if may_be_misspelt(known[i].base):
            nodes.setdefault((known[i].base, known[i].whose), world.root(i))
    whose: dict[str, list[int | None]] = {}
    for base, place in sorted(nodes, key=lambda key: (key[0], key[1] or 0)):
        whose.setdefault(base, []).append(place)
    pairs = {pair for pair in one_edit_apart(sorted(whose)) if _is_spelling(*pair)}
    apart = world.beside({i: one.base for i, one in known.items()}, pairs)
    for one, other in sorted(pairs - apart):
        for owner in whose[one]:
            if owner in whose[other]:
                world.join(nodes[one, owner], nodes[other, owner], ONE_EDIT)


def may_be_misspelt(base: str) -> bool:
    """Whether a name is so long that one edit may be a spelling."""
    return len(base) >= LONG and not re.search(r"\d", base)


def _is_spelling(one: str, other: str) -> bool:
    """Whether two names one edit apart are spellings: not «Красный Крест» and «Красный Брест»."""
    if not is_spelling(one, other):
        return False
    changed = set(one.split()) ^ set(other.split())
    return not changed or not all(map(is_known, changed))


def _join_linked(world: World, names: Iterable[int]) -> None:
    """«Банк России» and «ЦБ РФ»: names with one id in Wikidata, short acronyms left out."""
    nodes: dict[str, int] = {}
    for i in names:
        name = world.names[i]
        if is_acronym(name.normal) and len(name.key) < CLEAR_ACRONYM:
            continue
        ids = link("ORG", name.normal)
        if ids is not None and ids.wikidata is not None:
            world.join(nodes.setdefault(ids.wikidata, world.root(i)), world.home[i], SAME_ID)
