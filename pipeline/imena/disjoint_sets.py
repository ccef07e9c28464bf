"""Disjoint sets of nodes (union-find) with cannot-link constraints between them.

R. E. Tarjan, Efficiency of a good but not linear set union algorithm (1975).
"""

from __future__ import annotations

from collections.abc import Hashable


class DisjointSets:
    """Sets of nodes that are joined step by step.

    A node is a number, made for an identity, which is a tuple of any hashable values. The first
    value is the kind of the node. The representative of a set is its smallest node.

    >>> sets = DisjointSets()
    >>> moscow, capital, baku = sets.node("Москва"), sets.node("столица"), sets.node("Баку")
    >>> sets.add_cannot_link(moscow, baku)
    >>> sets.join(moscow, capital), sets.join(capital, baku)
    (True, False)
    """

    def __init__(self) -> None:
        """Start without nodes."""
        self._nodes: dict[tuple[Hashable, ...], int] = {}  # by identity
        self._identities: list[tuple[Hashable, ...]] = []
        self._parents: list[int] = []
        self._cannot_link: dict[int, set[int]] = {}  # by node; each pair is there both ways

    def node(self, *identity: Hashable) -> int:
        """Return the node with an identity; make it if there is none yet."""
        node = self._nodes.setdefault(identity, len(self._parents))
        if node == len(self._parents):
            self._parents.append(node)
            self._identities.append(identity)
        return node

    def identity(self, node: int) -> tuple[Hashable, ...]:
        """Return the identity of a node."""
        return self._identities[node]

    def nodes_of_kind(self, kind: Hashable) -> list[int]:
        """Return the nodes whose identity starts with a value."""
        return [node for node, identity in enumerate(self._identities) if identity[0] == kind]

    def find(self, node: int) -> int:
        """Return the representative of a node's set."""
        parents = self._parents
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    def join(self, one: int, other: int) -> bool:
        """Join the sets of two nodes.

        Returns:
            Whether anything changed: False for one set already, or two that cannot be linked.
        """
        one, other = self.find(one), self.find(other)
        if one == other or not self.can_link(one, other):
            return False
        self._parents[max(one, other)] = min(one, other)
        return True

    def add_cannot_link(self, one: int, other: int) -> None:
        """Keep the sets of two nodes apart from now on."""
        self._cannot_link.setdefault(one, set()).add(other)
        self._cannot_link.setdefault(other, set()).add(one)

    def has_cannot_link(self, node: int) -> bool:
        """Return whether a node itself, not only its set, is kept apart from any other."""
        return node in self._cannot_link

    def can_link(self, one: int, other: int) -> bool:
        """Return whether no constraint keeps the sets of two nodes apart."""
        if not self._cannot_link:
            return True
        one, other = self.find(one), self.find(other)
        return all(
            {one, other} != {self.find(node), self.find(opponent)}
            for node, opponents in self._cannot_link.items()
            if self.find(node) in (one, other)
            for opponent in opponents
        )
