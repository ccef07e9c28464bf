"""The list of all rules, in the order in which they are applied."""

from __future__ import annotations

from typing import Protocol

from imena.entities.rules import (
    acronym_definitions,
    named_after,
    organisation_links,
    organisation_spellings,
    organisations,
    person_short_names,
    persons,
    place_spellings,
    places,
    short_names,
    state_bodies,
    syllables,
    user_dictionary,
)
from imena.entities.rules.document import Document, NeededNames
from imena.entities.rules.graph import EntityGraph


class Rule(Protocol):
    """A step of the resolution; each rule is a module.

    Names whose needed names are equal are resolved once, whatever else their documents have. So a
    rule must declare all names of a document that it looks at.
    """

    # Whether the rule looks at the entities of needed names, which the names that they need decide.
    # False: it looks at their texts, or at entities that no document decides.
    NEEDS_ENTITIES: bool

    def needed_names(self, document: Document) -> NeededNames:
        """Return for each name the other names of its document that `apply` may look at."""

    def apply(self, graph: EntityGraph) -> None:
        """Join nodes and move names."""


RULES: tuple[Rule, ...] = (
    places,
    place_spellings,
    organisations,
    organisation_spellings,
    organisation_links,
    named_after,
    short_names,
    syllables,
    acronym_definitions,
    state_bodies,
    persons,
    person_short_names,
    user_dictionary,
)
