"""Bodies of state that their document does not name more fully, to the country that they are of.

In Russian news a bare «МИД» is Russia's unless the text says otherwise, and that a country is
spoken of says little. So the only country of a document has the body if it is Russia, if something
else of its state is named there, or if the body is one that is not called for short at home; else
it is the only country there that has such a body anywhere in the corpus.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from imena.entities.bases import has_short_name, is_of_a_state
from imena.entities.link import HOME
from imena.entities.organisations import SHORT, Organisation, body_node, country_node
from imena.entities.world import World, only

ALONE = "its document names no other country"
OWNER = "the only country of its document that has one in the corpus"


def move_to_countries(world: World, known: dict[int, Organisation]) -> None:
    """Move bare names of bodies of state."""
    home = world.forest.find(country_node(world, HOME))
    owners: dict[str, set[int]] = defaultdict(set)
    for one in known.values():
        if one.whose is not None:
            owners[one.base].add(world.forest.find(one.whose))
    for document in world.by_document(known):
        doc = world.names[document[0]].doc
        isos: Iterable[str] = world.countries.get(doc, ())
        here = {world.forest.find(country_node(world, iso)) for iso in isos}
        acting = {one.whose for one in map(known.__getitem__, document)} - {None}
        acting = {world.forest.find(node) for node in acting if node is not None}
        for i in document:
            one = known[i]
            if world.reasons.get(i, SHORT) != SHORT or one.whose is not None:
                continue
            if not is_of_a_state(one.base):
                continue
            whose, reason = only(dict.fromkeys(here, 1)), ALONE
            likely = whose in (home, *acting) or not has_short_name(one.base)
            if whose is None or doc in world.regional or not likely:
                whose, reason = only(dict.fromkeys(here & owners[one.base], 1)), OWNER
                if home in here and whose != home and has_short_name(one.base):
                    whose = None
            if whose is not None:
                world.move(i, body_node(world, one.base, whose), reason, short=True)
