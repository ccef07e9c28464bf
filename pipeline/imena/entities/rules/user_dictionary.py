"""The user's dictionary has the last word: its names join the entities that the rules made of them.

A name that a rule took for short is only moved by itself: that «Данфорд» is Джозеф says nothing of
the Иван Данфорд whom it meant in another document. So is it with names that are merged.
"""

from __future__ import annotations

from collections import defaultdict

from imena.dictionary.dictionary import Dictionary, Entry
from imena.entities.linking.linker import Ids
from imena.entities.rules.graph import World
from imena.forms.name_key import name_key

OWN = "dictionary"  # in the identity of a node: the user's dictionary named it
BY_DICTIONARY = "the dictionary says so"


def apply_dictionary(world: World, dictionary: Dictionary) -> None:
    """Join and move the names that the dictionary has, and give their entities its ids."""
    merged = merged_names(dictionary)
    found: dict[str, list[int]] = defaultdict(list)
    entries: dict[str, Entry] = {}
    for i in world.counted(range(len(world.names))):
        name = world.names[i]
        entry = dictionary.find(name.label, name.normal)
        own = entry.name if entry is not None else name.normal
        called = merged.get(name_key(own)) or merged.get(name.key)
        if entry is None and called is None:
            continue
        found[called or own].append(i)
        if entry is not None:
            entries.setdefault(called or own, entry)
    for called, names in found.items():
        node = _join(world, called, names)
        _give_ids(world, node, called, entries.get(called))


def _join(world: World, called: str, names: list[int]) -> int:
    """Put names on a node of their own with what the rules joined them with; gives the node."""
    node = world.forest.node(OWN, called)
    full = [i for i in names if not world.short[i]]
    if not full and len({world.root(i) for i in names}) == 1:
        full = names[:1]
    for i in full:
        world.forest.join(node, world.root(i))
    for i in names:
        if world.root(i) != world.forest.find(node):
            world.move(i, node, BY_DICTIONARY)
        elif world.names[i].key != name_key(called):
            world.reasons[i] = BY_DICTIONARY
    return world.forest.find(node)


def _give_ids(world: World, root: int, called: str, entry: Entry | None) -> None:
    """The ids of the dictionary; those that it does not give stay as they are."""
    known = Ids("")
    for node, ids in world.ids.items():
        if world.forest.find(node) == root:
            known = ids
    world.ids.pop(root, None)
    world.ids[root] = Ids(
        called,
        (entry and entry.iso) or known.iso,
        (entry and entry.geonames) or known.geonames,
        (entry and entry.wikidata) or known.wikidata,
        known.country,
    )


def merged_names(dictionary: Dictionary) -> dict[str, str]:
    """What each folded name that is merged is called; lists that share a name are one."""
    called: dict[str, str] = {}
    for names in dictionary.merge:
        keys = [name_key(name) for name in names]
        first = next((called[key] for key in keys if key in called), names[0])
        others = {called[key] for key in keys if key in called}
        called |= dict.fromkeys(keys, first)
        called |= {key: first for key, name in called.items() if name in others}
    return called
