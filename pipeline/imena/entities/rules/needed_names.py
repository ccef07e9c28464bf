"""Combine the needed names of all rules: which names of a document may decide about a name."""

from __future__ import annotations

from collections import defaultdict

from imena.entities.rules.document import Document
from imena.entities.rules.rule_list import RULES


class DocumentNeeds:
    """For each name of a document the other names that the rules may look at."""

    def __init__(self, document: Document) -> None:
        """Ask all rules."""
        self._entities: dict[int, set[int]] = defaultdict(set)
        self._others: dict[int, set[int]] = defaultdict(set)
        for rule in RULES:
            needs = self._entities if rule.NEEDS_ENTITIES else self._others
            for i, names in rule.needed_names(document).items():
                needs[i] |= names

    def of(self, i: int) -> set[int]:
        """Return the indices of the names that a name needs, in any number of steps."""
        needed, new = {i}, [i]
        while new:
            for other in self._entities.get(new.pop(), ()):
                if other not in needed:
                    needed.add(other)
                    new.append(other)
        return (needed | self._others.get(i, set())) - {i}
