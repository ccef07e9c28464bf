"""Bodies of state that their document does not name more fully, to the country that they are of.

In Russian news a bare «МИД» is Russia's unless the text says otherwise, and that a country is
spoken of says little. So the only country of a document has the body if it is Russia, if something
else of its state is named there, or if the body is one that is not called for short at home; else
it is the only country there that has such a body anywhere in the corpus.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from imena.entities.linking.linker import HOME
from imena.entities.names.organisation_parts import has_short_name
from imena.entities.rules.graph import World, only
from imena.entities.rules.organisations import SHORT, Organisation, body_node, country_node

ALONE = "its document names no other country"
OWNER = "the only country of its document that has one in the corpus"


def move_to_countries(world: World, known: dict[int, Organisation]) -> None:
    """Move bare names of bodies of state."""
    home = world.forest.find(country_node(world, HOME))
    owners: dict[str, set[int]] = defaultdict(set)
    for i in world.counted(known):
        whose = known[i].whose
        if whose is not None:
            owners[known[i].base].add(world.forest.find(whose))
    for i, state in world.states.items():
        one = known[i]
        if world.reasons[i] not in (None, SHORT) or one.whose is not None:
            continue
        here = {world.forest.find(country_node(world, iso)) for iso in state.countries}
        whose, reason = only(dict.fromkeys(here, 1)), ALONE
        likely = not has_short_name(one.base) or whose == home or whose in _acting(world, i, known)
        if whose is None or state.is_regional or not likely:
            whose, reason = only(dict.fromkeys(here & owners[one.base], 1)), OWNER
            if home in here and whose != home and has_short_name(one.base):
                whose = None
        if whose is not None:
            world.move(i, body_node(world, one.base, whose), reason, short=True)


def _acting(world: World, i: int, known: Mapping[int, Organisation]) -> set[int]:
    """The places whose bodies the document of a name speaks of, as far as they matter to it."""
    nodes = {country_node(world, iso) for iso in world.states[i].acting}
    for witness in world.witnesses(i):
        whose = known[witness].whose if witness in known else world.root(witness)
        if whose is not None:
            nodes.add(whose)
    return {world.forest.find(node) for node in nodes}
