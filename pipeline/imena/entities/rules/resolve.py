"""Apply all rules to the names of a corpus: which names are one entity, and why.

The result does not depend on the order of documents. A name, its document and the corpus decide.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imena.dictionary.dictionary import Dictionary
from imena.entities.linking.linker import Ids
from imena.entities.merge_reasons import MergeReason
from imena.entities.names.normal_forms import corpus_normal_forms
from imena.entities.names.types import ContextNames, Name
from imena.entities.rules.graph import FROM_DICTIONARY, EntityGraph
from imena.entities.rules.places import LINKED
from imena.entities.rules.rule_list import RULES
from imena.forms.name_key import name_key


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entity of each name. Values in rows of supporting names have no meaning."""

    names: list[Name]  # (rows,) with normal forms that the corpus has corrected
    entities: array[int]  # (rows,) equal numbers are one entity
    reasons: list[MergeReason | None]  # (rows,) why a name belongs there; None for its own name
    normals: dict[int, str]  # corrected normal forms by row
    is_full_person: bytearray  # (rows,)
    is_short: bytearray  # (rows,) whether it is short for others
    ids: dict[int, Ids]  # by entity, of those that a gazetteer or the dictionary names
    identities: dict[int, str]  # by entity, of those that their name alone does not identify
    from_dictionary: set[int]  # entities that the dictionary names
    surnames: frozenset[str]  # keys, of persons' full names


def resolve_names(context_names: ContextNames, dictionary: Dictionary) -> Resolution:
    """Decide which names are one entity.

    Args:
        context_names: of the corpus.
        dictionary: the user's own names, which overrule everything else.
    """
    corrected = corpus_normal_forms(context_names)
    replaced = {
        name: name._replace(normal=normal, key=name_key(normal))
        for name, normal in corrected.items()
    }
    names = context_names.names
    if replaced:
        names = [replaced.get(name, name) for name in names]
    graph = EntityGraph(context_names, names, dictionary)
    for rule in RULES:
        rule.apply(graph)
    counted = graph.counted(range(len(names)))
    original = context_names.names
    ids: dict[int, Ids] = {}
    for node, linked in graph.ids.items():  # those of the dictionary are last
        ids[graph.sets.find(node)] = linked
    return Resolution(
        names=names,
        entities=array("i", map(graph.entity_of, range(len(names)))),
        reasons=list(map(graph.reason_of, range(len(names)))),
        normals={i: corrected[original[i]] for i in counted if original[i] in corrected},
        is_full_person=graph.is_full_person,
        is_short=graph.is_short,
        ids=ids,
        identities=_identities(graph, counted, context_names.mentions),
        from_dictionary=set(map(graph.sets.find, graph.sets.nodes_of_kind(FROM_DICTIONARY))),
        surnames=graph.surnames,
    )


def _identities(
    graph: EntityGraph, counted: Iterable[int], mentions: Sequence[int]
) -> dict[int, str]:
    """Return the most frequent identity of each entity that has one besides its names.

    Args:
        graph: after all rules.
        counted: rows.
        mentions: (rows,)
    """
    mentions_of: Counter[int] = Counter()  # by node
    for row in counted:
        mentions_of[graph.node_of[row]] += mentions[row]
    identities: dict[int, Counter[str]] = defaultdict(Counter)
    for node, number in mentions_of.items():
        identity = _identity(graph, node)
        if identity is not None:
            identities[graph.sets.find(node)][identity] += number
    return {
        entity: min(numbers, key=lambda identity: (-numbers[identity], identity))
        for entity, numbers in identities.items()
    }


def _identity(graph: EntityGraph, node: int) -> str | None:
    """Return the id of a linked location, or an organisation's body with the identity of its owner.

    None for a node that is known by its name alone, and for one that the dictionary made.
    """
    kind, *values = graph.sets.identity(node)
    if kind == FROM_DICTIONARY:
        return None
    if values[0] == LINKED:
        return f"{LINKED}{values[1]}"
    if len(values) > 1 and values[1] is not None:
        owner = graph.sets.identity(graph.sets.find(int(str(values[1]))))
        return f"{values[0]} {' '.join(map(str, owner))}"
    return None
