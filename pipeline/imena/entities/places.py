"""Names of places to places: by the ids of the gazetteers, kinds of places, spelling."""

from __future__ import annotations

import re
from collections import defaultdict

from imena.entities.link import Ids, link
from imena.entities.spelling import is_spelling, one_edit_apart
from imena.entities.world import ONE_EDIT, World, only

SAME_PLACE = "another name of the same place"
LINKED = "#"  # in the identity of a node: it is known by an id
# What may stand before a name and names the same place. «Река Москва» and «штат Вашингтон» do not.
KIND = re.compile(r"(?:город|г\.|поселок|пос\.|село|деревня|республика) (?=\w)")
LONG = 7  # letters of a name in which one edit may be a spelling


def resolve_places(world: World) -> None:
    """Join and move the names of places."""
    names = world.of_label("LOC")
    for i in names:
        name = world.names[i]
        ids = link("LOC", name.normal, world.countries[name.doc])
        if ids is not None:
            world.move(i, linked_node(world, ids), SAME_PLACE)
            if ids.iso is not None and ids.iso != ids.country:
                world.regional.add(name.doc)
    _move_kinds(world, names)
    _join_spellings(world, names)


def linked_node(world: World, ids: Ids) -> int:
    """The node of a place in the gazetteers."""
    node = world.forest.node("LOC", LINKED, ids.geonames or ids.wikidata or ids.iso)
    world.ids[node] = ids
    return node


def _move_kinds(world: World, names: list[int]) -> None:
    """«Республика Коми» is «Коми»."""
    by_key = world.index(names, lambda i: [world.names[i].key])
    for i in names:
        bare = KIND.sub("", world.names[i].key, count=1)
        target = only(by_key.get(bare)) if bare != world.names[i].key else None
        if target is not None and world.root(i) not in world.ids:
            world.move(i, target, "the same name without the kind of place")


def _join_spellings(world: World, names: list[int]) -> None:
    """Names one edit apart, of which the gazetteers know one at most, and no document both."""
    roots: dict[str, set[int]] = defaultdict(set)
    docs: dict[str, set[int]] = defaultdict(set)
    for i in names:
        key = world.names[i].key
        if len(key) >= LONG and not any(map(str.isdigit, key)):
            roots[key].add(world.root(i))
            docs[key].add(world.names[i].doc)
    keys = sorted(roots)
    for i, j in one_edit_apart(keys):
        one, other = only(dict.fromkeys(roots[keys[i]], 1)), only(dict.fromkeys(roots[keys[j]], 1))
        spelling = is_spelling(keys[i], keys[j]) and not docs[keys[i]] & docs[keys[j]]
        if one is None or other is None or not spelling or {one, other} <= world.ids.keys():
            continue
        if one in world.ids or other not in world.ids:
            world.join(one, other, ONE_EDIT)
        else:
            world.join(other, one, ONE_EDIT)
