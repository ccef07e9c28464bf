"""Names in, entities out: which names are one person, organisation or place, and why.

Everything is decided by what a name is and by what stands in its document and in the corpus, never
by the order of documents, so that the result is the same in any order.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from imena.dictionary.dictionary import Dictionary
from imena.entities.linking.linker import Ids
from imena.entities.names.normal_forms import better_normals
from imena.entities.names.types import Name, Names
from imena.entities.rules.graph import World
from imena.entities.rules.organisations import organisations
from imena.entities.rules.persons import resolve_people
from imena.entities.rules.places import LINKED, resolve_places
from imena.entities.rules.short_names import move_defined, move_syllables, move_to_full_names
from imena.entities.rules.state_bodies import move_to_countries
from imena.entities.rules.user_dictionary import OWN, apply_dictionary
from imena.forms.name_key import name_key


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which entity each name is, by row; what it says of witnesses means nothing."""

    names: list[Name]  # with the normal forms that the corpus knows better
    roots: array[int]  # equal ones are one entity
    reasons: list[str | None]  # why a name belongs there, if not by being its name
    normals: dict[int, str]  # of names whose normal form the corpus knows better
    full: bytearray  # whether it is the full name of a person
    ids: dict[int, Ids]  # of the entities whose name a gazetteer or the dictionary says
    known_by: dict[int, str]  # of entities that their name alone does not tell from others
    named: set[int]  # entities that the dictionary names
    short: bytearray  # whether it is short for others
    surnames: frozenset[str]  # last names of full names, folded


def resolve_names(found: Names, dictionary: Dictionary) -> Resolution:
    """Decide which names are one entity."""
    better = better_normals(found)
    replaced = {
        name: name._replace(normal=normal, key=name_key(normal)) for name, normal in better.items()
    }
    names = [replaced.get(name, name) for name in found.names] if replaced else found.names
    world = World(found, names, dictionary)
    resolve_places(world)
    known = organisations(world)
    move_to_full_names(world, known)
    move_syllables(world, known)
    move_defined(world, known)
    move_to_countries(world, known)
    full, surnames = resolve_people(world)
    apply_dictionary(world, dictionary)
    own = world.counted(range(len(names)))
    ids: dict[int, Ids] = {}
    for node, linked in world.ids.items():  # what the dictionary says is said last
        ids[world.forest.find(node)] = linked
    named = {world.forest.find(node) for node in world.forest.nodes_of_kind(OWN)}
    return Resolution(
        names,
        array("i", map(world.root, range(len(names)))),
        [
            reason or world.joined.get(home)
            for reason, home in zip(world.reasons, world.home, strict=True)
        ],
        {i: better[found.names[i]] for i in own if found.names[i] in better},
        full,
        ids,
        _known_by(world, own, found.mentions),
        named,
        world.short,
        surnames,
    )


def _known_by(world: World, names: Iterable[int], mentions: Sequence[int]) -> dict[int, str]:
    """What entities are known by; of several things it is the one that is mentioned most."""
    counts: Counter[int] = Counter()
    for i in names:
        counts[world.home[i]] += mentions[i]
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for home, number in counts.items():
        identity = _identity(world, home)
        if identity is not None:
            found[world.forest.find(home)][identity] += number
    return {
        root: min(numbers, key=lambda one: (-numbers[one], one)) for root, numbers in found.items()
    }


def _identity(world: World, node: int) -> str | None:
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


def canonical_name(mentions: Mapping[Name, int]) -> str:
    """The name that an entity is shown by: the most frequent one.

    Of equally frequent ones it is the longer, then the first by alphabet; of its spellings one that
    is neither in CAPITALS nor in lower case.

    Args:
        mentions: how often each name is mentioned.
    """
    counts: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for name in mentions:
        counts[name.key] += mentions[name]
        spelled[name.key][name.normal] += mentions[name]
    key = min(counts, key=lambda key: (-counts[key], -len(key), key))
    return min(spelled[key], key=lambda n: (n.isupper() or n.islower(), -spelled[key][n], n))
