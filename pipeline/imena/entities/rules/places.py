"""Names of places to places: by the ids of the gazetteers, kinds of places, spelling."""

from __future__ import annotations

import re
from collections import defaultdict

from imena.entities.linking.linker import Ids, place_by_id
from imena.entities.names.similarity import is_spelling, one_edit_apart
from imena.entities.rules.graph import ONE_EDIT, World, only

SAME_PLACE = "another name of the same place"
LINKED = "#"  # in the identity of a node: it is known by an id
# What may stand before a name and names the same place. «Река Москва» and «штат Вашингтон» do not.
KIND = re.compile(r"(?:город|г\.|поселок|пос\.|село|деревня|республика) (?=\w)")
LONG = 7  # letters of a name in which one edit may be a spelling


def resolve_places(world: World) -> None:
    """Join and move the names of places."""
    names = world.of_label("LOC")
    for i in sorted(names, key=lambda i: not world.documents[i]):  # witnesses have the last word
        name = world.names[i]
        if name.place is not None:
            ids = place_by_id(name.normal, name.place)
            world.move(i, linked_node(world, ids), SAME_PLACE)
    _move_kinds(world, names)
    _join_spellings(world, names)


def linked_node(world: World, ids: Ids) -> int:
    """The node of a place in the gazetteers."""
    node = world.forest.node("LOC", LINKED, ids.of_place)
    world.ids[node] = ids
    return node


def _move_kinds(world: World, names: list[int]) -> None:
    """«Республика Коми» is «Коми»."""
    by_key = world.index(world.counted(names), lambda i: [world.names[i].key])
    for i in names:
        bare = KIND.sub("", world.names[i].key, count=1)
        target = only(by_key.get(bare)) if bare != world.names[i].key else None
        if target is not None and world.root(i) not in world.ids:
            world.move(i, target, "the same name without the kind of place")


def may_be_misspelt(key: str) -> bool:
    """Whether a name is so long that one edit may be a spelling."""
    return len(key) >= LONG and not any(map(str.isdigit, key))


def _join_spellings(world: World, names: list[int]) -> None:
    """Names one edit apart, of which the gazetteers know one at most, and no document both.

    «Слования» may be Словакия or Словения: it stays for itself, and does not make them one.
    """
    roots: dict[str, set[int]] = defaultdict(set)
    for i in world.counted(names):
        if may_be_misspelt(world.names[i].key):
            roots[world.names[i].key].add(world.root(i))
    pairs = {pair for pair in one_edit_apart(sorted(roots)) if is_spelling(*pair)}
    apart = world.beside({i: world.names[i].key for i in names}, pairs)
    misspelt: list[tuple[int, int]] = []  # a name that no gazetteer knows, and a place
    for pair in sorted(pairs - apart):
        one, other = (only(dict.fromkeys(roots[key], 1)) for key in pair)
        if one is None or other is None or {one, other} <= world.ids.keys():
            continue
        if one in world.ids:
            misspelt.append((other, one))
        elif other in world.ids:
            misspelt.append((one, other))
        else:
            world.join(one, other, ONE_EDIT)
    known: dict[int, dict[int, int]] = defaultdict(dict)
    for name, place in misspelt:
        known[world.forest.find(name)][place] = 1
    clear = [pair for pair in misspelt if only(known[world.forest.find(pair[0])]) is not None]
    for name, place in clear:
        world.join(place, name, ONE_EDIT)
