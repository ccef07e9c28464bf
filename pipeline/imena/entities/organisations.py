"""Names of organisations to organisations: full names, acronyms, short names, whose they are.

What a name is and which country's it is are looked at apart (see `imena.entities.bases`): the
ministry of Germany is not that of Russia, and one without a country goes to the one that its
document names. As everywhere, where there are two that it could be, it stays for itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from imena.entities.abbreviations import abbreviates, initials, is_acronym, latin
from imena.entities.bases import base_of, is_of_a_state
from imena.entities.gazetteer import countries
from imena.entities.keys import entity_key
from imena.entities.link import country_of, link
from imena.entities.places import linked_node, only_of
from imena.entities.spelling import is_spelling, one_edit_apart, skeleton
from imena.entities.world import DOMINANT, ONE_EDIT, World, dominant, join_alphabets, only
from imena.forms.analyse import is_known
from imena.forms.readings import readings

LONGEST_ACRONYM = 4  # letters of a country's: США, КНДР
SAME_ID = "the same id in Wikidata"
SAME_BODY, SHORT = "the same body of the same place", "a short name of it"
QUOTED = re.compile(r"[«\"“„](.{3,}?)[»\"”“]")
LONG = 8  # letters of a name in which one edit may be a spelling
SHORTEST = {"initials": 3, "quoted": 4, "prefix": 6, "syllables": 5}  # in the corpus
SHORTEST_SKELETON = 4  # consonants
REASONS = {
    "base": "the only such body named in",
    "initials": "the initials of a full name in",
    "quoted": "the name that a full name has in quotes in",
    "prefix": "the beginning of a full name in",
    "syllables": "the syllables of a full name in",
}
HERE, THERE = "its document", "the corpus"


Index = Mapping[tuple[str, str], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Organisation:
    """What is known of a name by itself."""

    key: str
    normal: str
    base: str
    whose: int | None  # the node of the place that it belongs to


def resolve_organisations(world: World) -> None:
    """Join and move the names of organisations; places have to be resolved before."""
    names = world.of_label("ORG")
    known = {i: _organisation(world, i, places) for places in [_places(world)] for i in names}
    for i in names:
        one = known[i]
        if one.base != one.key or one.whose is not None:
            node = _node(world, one.base, one.whose)
            world.move(i, node, SHORT if one.whose is None else SAME_BODY)
    join_alphabets(world, {i: skeleton(known[i].base) for i in names}, SHORTEST_SKELETON)
    _join_spellings(world, names, known)
    _join_linked(world, names)
    _move_to_full_names(world, names, known)
    _move_syllables(world, names, known)
    _move_defined(world, names)
    _move_to_countries(world, names, known)


def _places(world: World) -> dict[Hashable, int]:
    """The node of each place by document and normal form."""
    return {
        (name.doc, name.normal): world.root(i)
        for i, name in enumerate(world.names)
        if name.label == "LOC"
    }


def _organisation(world: World, number: int, places: dict[Hashable, int]) -> Organisation:
    name = world.names[number]
    whose, words = None, 0
    if name.tail is not None:
        whose = places.get((name.doc, name.tail))
        tail, own = entity_key(name.tail).split(), name.key.split()
        if len(own) > len(tail) and all(
            a[:2] == b[:2] for a, b in zip(own[-len(tail) :], tail, strict=True)
        ):
            words = len(tail)  # flat names do not reach over it
    country = genitive_country(name.key.split()[-1]) if name.tail is None else None
    if country is not None and " " in name.key:
        whose, words = country_node(world, country), 1
    found = base_of(name.key, name.normal, words)
    if whose is None and found.country is not None:
        whose = country_node(world, found.country)
    return Organisation(name.key, name.normal, found.name, whose)


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


def _node(world: World, base: str, whose: int | None) -> int:
    identity = (base,) if whose is None else (base, world.forest.find(whose))
    return world.forest.node("ORG", *identity)


def country_node(world: World, iso: str) -> int:
    """The node of a country."""
    return linked_node(world, countries()[0][iso].ids)


def _join_spellings(world: World, names: list[int], known: dict[int, Organisation]) -> None:
    nodes: dict[tuple[str, int | None], int] = {}
    for i in names:
        if len(known[i].base) >= LONG and not re.search(r"\d", known[i].base):
            nodes.setdefault((known[i].base, known[i].whose), world.root(i))
    keys = sorted(nodes, key=lambda key: (key[0], key[1] or 0))
    bases = sorted({base for base, _ in keys})
    whose: dict[str, list[int | None]] = {base: [] for base in bases}
    for base, place in keys:
        whose[base].append(place)
    for a, b in one_edit_apart(bases):
        if not is_spelling(bases[a], bases[b]):
            continue
        for owner in whose[bases[a]]:
            if owner in whose[bases[b]]:
                world.join(nodes[bases[a], owner], nodes[bases[b], owner], ONE_EDIT)


def _join_linked(world: World, names: list[int]) -> None:
    """«Банк России» and «ЦБ РФ»: names with one id in Wikidata."""
    nodes: dict[str, int] = {}
    for i in names:
        ids = link("ORG", world.names[i].normal)
        if ids is not None and ids.wikidata is not None:
            world.join(nodes.setdefault(ids.wikidata, world.root(i)), world.home[i], SAME_ID)


def _move_defined(world: World, names: list[int]) -> None:
    """Acronyms that a text defines in brackets, there and where no other text defines them."""
    meanings: dict[str, set[int]] = {}
    for i in names:
        for full in world.names[i].defines:
            meanings.setdefault(world.names[i].key, set()).add(world.root(full))
    for i in names:
        name = world.names[i]
        own = {world.root(full) for full in name.defines}
        target = only_of(own) if own else only_of(meanings.get(name.key, set()))
        if target is not None and target != world.root(i):
            world.move(i, target, "its acronym, as the text defines it", short=True)


def _move_to_full_names(world: World, names: list[int], known: dict[int, Organisation]) -> None:
    keys = {one: _keys(one) for one in set(known.values())}
    in_corpus = world.index(names, lambda i: keys[known[i]])
    sizes = Counter(world.root(i) for i in names)
    for document in world.by_document(names):
        in_document = world.index(document, lambda i: keys[known[i]])
        for i in document:
            if known[i].whose is None and world.reasons.get(i, SHORT) == SHORT:
                _move(world, i, known[i], in_document, in_corpus, sizes)


def _move(
    world: World,
    i: int,
    one: Organisation,
    in_document: Index,
    in_corpus: Index,
    sizes: Mapping[int, int],
) -> None:
    root = world.root(i)
    for key in _wanted(one):
        here = in_document.get(key)
        if here:
            target = only(here) if root not in here else None
            if target is not None:
                world.move(i, target, f"{REASONS[key[0]]} {HERE}", short=True)
            return
        too_short = len(key[-1]) < SHORTEST.get(key[0], 0)
        if key[0] == "base" or too_short or (key[0] == "prefix" and _is_common(one.key)):
            continue
        everywhere = in_corpus.get(key, {})
        target = dominant(everywhere) if root not in everywhere else None
        # «Pfizer» is no short name of the one «Pfizer Medical» of a corpus that is full of it.
        if target is not None and everywhere[target] * DOMINANT >= sizes[root]:
            world.move(i, target, f"{REASONS[key[0]]} {THERE}", short=True)
            return


@lru_cache(100_000)
def _is_common(name: str) -> bool:
    """Whether a folded name has common words only: «агентство», «коммунистическая партия»."""
    return all(map(is_known, re.findall(r"\w+", name)))


def _keys(one: Organisation) -> tuple[tuple[str, str], ...]:
    """What an organisation may be called for short."""
    found = [("base", one.base)] if one.whose is not None else []
    for name in {one.key, one.base}:
        for acronym in initials(name):
            found += [("initials", acronym), ("initials", latin(acronym))]
    quoted = QUOTED.search(one.normal)
    names = [one.key]
    if quoted:
        names.append(entity_key(quoted[1]))
        found.append(("quoted", names[-1]))
    for words in map(str.split, names):
        found += [("prefix", " ".join(words[:size])) for size in range(1, len(words))]
    return tuple(dict.fromkeys(found))


def _wanted(one: Organisation) -> Iterator[tuple[str, str]]:
    """The keys that a name may be found by, the surest first."""
    yield "base", one.base
    if is_of_a_state(one.base):
        return  # which state's, its name does not say
    if is_acronym(one.normal):
        yield "initials", one.key
    yield "quoted", one.key
    if len(one.key) >= 5:
        yield "prefix", one.key


def _move_syllables(world: World, names: list[int], known: dict[int, Organisation]) -> None:
    """«Госдума» is the «Государственная дума» of its document, or of the corpus."""
    here: dict[tuple[int, str], set[int]] = defaultdict(set)
    everywhere: dict[str, set[int]] = defaultdict(set)
    bases: dict[Hashable, set[str]] = defaultdict(set)
    for i in names:
        base, doc = known[i].base, world.names[i].doc
        if " " in base:
            here[doc, base].add(world.root(i))
            bases[doc].add(base)
            if known[i].whose is None:
                everywhere[base].add(world.root(i))
                bases[base[:2]].add(base)
    for i in names:
        one, doc = known[i], world.names[i].doc
        if len(one.base) < SHORTEST["syllables"] or " " in one.base or i in world.reasons:
            continue
        for place, roots in ((doc, here), (one.base[:2], everywhere)):
            found = {
                root
                for base in bases[place]
                if abbreviates(one.base, base)
                for root in (here[doc, base] if place == doc else everywhere[base])
            }
            target = only_of(found)
            if target is not None and target != world.root(i):
                where = HERE if roots is here else THERE
                world.move(i, target, f"{REASONS['syllables']} {where}", short=True)
            if found:
                break


def _move_to_countries(world: World, names: list[int], known: dict[int, Organisation]) -> None:
    """A body of state that its document does not name more fully, to the country that it can be of.

    That is the only country in its document, or the only one there that has such a body anywhere in
    the corpus.
    """
    owners: dict[str, set[int]] = defaultdict(set)
    for one in known.values():
        if one.whose is not None:
            owners[one.base].add(world.forest.find(one.whose))
    nodes = {
        doc: {world.forest.find(country_node(world, iso)) for iso in countries}
        for doc, countries in world.countries.items()
    }
    for i in names:
        one, doc = known[i], world.names[i].doc
        settled = world.reasons.get(i, SHORT) != SHORT
        if settled or one.whose is not None or not is_of_a_state(one.base):
            continue
        here = nodes.get(doc, set())
        if len(here) == 1 and doc not in world.regional:
            whose, reason = only_of(here), "its document names no other country"
        else:
            whose = only_of(here & owners[one.base])
            reason = "the only country of its document that has one in the corpus"
        if whose is not None:
            world.move(i, _node(world, one.base, whose), reason, short=True)
