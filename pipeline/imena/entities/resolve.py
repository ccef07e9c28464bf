"""Names in, entities out: which names are one person, organisation or place, and why.

Everything is decided by what a name is and by what stands in its document and in the corpus, never
by the order of documents, so that the result is the same in any order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from imena.entities.dictionary import Dictionary
from imena.entities.evidence import better_normals
from imena.entities.keys import entity_key
from imena.entities.link import Ids, country_of
from imena.entities.names import Name
from imena.entities.organisations import organisations
from imena.entities.own_names import OWN, apply_dictionary
from imena.entities.people import person, resolve_people
from imena.entities.places import LINKED, resolve_places
from imena.entities.short_names import move_defined, move_syllables, move_to_full_names
from imena.entities.states import move_to_countries
from imena.entities.world import World


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which entity each name is."""

    roots: list[int]  # of each name; equal ones are one entity
    reasons: list[str | None]  # why a name belongs there, if not by being its name
    normals: dict[int, str]  # of names whose normal form the corpus knows better
    ids: dict[int, Ids]  # of the entities whose name a gazetteer or the dictionary says
    known_by: dict[int, str]  # of entities that their name alone does not tell from others
    named: set[int]  # entities that the dictionary names
    short: set[int]  # names that are short for others
    surnames: frozenset[str]  # last names of full names, folded


def resolve_names(names: list[Name], dictionary: Dictionary) -> Resolution:
    """Decide which names are one entity."""
    normals = better_normals(names)
    for i, normal in normals.items():
        names[i].normal, names[i].key = normal, entity_key(normal)
    world = World(names, countries_of(names), dictionary)
    resolve_places(world)
    known = organisations(world)
    move_to_full_names(world, known)
    move_syllables(world, known)
    move_defined(world, known)
    move_to_countries(world, known)
    resolve_people(world)
    apply_dictionary(world, dictionary)
    roots = [world.root(i) for i in range(len(names))]
    reasons = [world.reasons.get(i) or world.joined.get(world.home[i]) for i in range(len(names))]
    ids: dict[int, Ids] = {}
    for node, linked in world.ids.items():  # what the dictionary says is said last
        ids[world.forest.find(node)] = linked
    known_by = {root: found for root, home in _homes(world) if (found := _known_by(world, home))}
    surnames = frozenset(
        one.last for name in names if name.label == "PER" and (one := person(name.normal)).is_full
    )
    named = {world.forest.find(node) for node in world.forest.of_kind(OWN)}
    return Resolution(roots, reasons, normals, ids, known_by, named, world.short, surnames)


def _homes(world: World) -> list[tuple[int, int]]:
    return sorted({(world.root(i), home) for i, home in enumerate(world.home)}, reverse=True)


def _known_by(world: World, node: int) -> str | None:
    """The id of a linked place, or what an organisation is and the id of the place it is of."""
    kind, *identity = world.forest.identity(node)
    if kind == OWN:
        return None
    if identity[0] == LINKED:
        return f"{LINKED}{identity[1]}"
    if len(identity) > 1 and identity[1] is not None:
        place = world.forest.identity(world.forest.find(int(str(identity[1]))))
        return f"{identity[0]} {' '.join(map(str, place))}"
    return None


def countries_of(names: Sequence[Name]) -> dict[int, Counter[str]]:
    """How often each document mentions which country, by ISO code."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.label == "LOC":
            iso = country_of(name.normal)
            if iso is not None:
                found[name.doc][iso] += name.count
    return found


def canonical_name(names: Sequence[Name]) -> str:
    """The name that an entity is shown by: the most frequent, of a person in full.

    Of equally frequent ones it is the longer, then the first by alphabet; of its spellings one that
    is neither in CAPITALS nor in lower case.
    """
    people = [name for name in names if name.label == "PER" and person(name.normal).is_full]
    counts: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for name in people or names:
        counts[name.key] += name.count
        spelled[name.key][name.normal] += name.count
    key = min(counts, key=lambda key: (-counts[key], -len(key), key))
    return min(spelled[key], key=lambda n: (n.isupper() or n.islower(), -spelled[key][n], n))
