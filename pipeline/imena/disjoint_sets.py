"""Nodes that are joined step by step, and pairs of them that may never be: disjoint sets.

R. E. Tarjan, Efficiency of a good but not linear set union algorithm (1975).
"""

from __future__ import annotations

from collections.abc import Hashable


class DisjointSets:
    """Disjoint sets of nodes; a node is known by its identity, a tuple."""

    def __init__(self) -> None:
        """Begin without nodes."""
        self._numbers: dict[tuple[Hashable, ...], int] = {}
        self._identities: list[tuple[Hashable, ...]] = []
        self._parents: list[int] = []
        self._apart: dict[int, set[int]] = {}  # opponents of a node

    def node(self, *identity: Hashable) -> int:
        """The node of this identity, made when it is first asked for."""
        number = self._numbers.setdefault(identity, len(self._parents))
        if number == len(self._parents):
            self._parents.append(number)
            self._identities.append(identity)
        return number

    def identity(self, node: int) -> tuple[Hashable, ...]:
        """What a node is known by."""
        return self._identities[node]

    def of_kind(self, kind: Hashable) -> list[int]:
        """The nodes whose identity begins so."""
        return [number for number, one in enumerate(self._identities) if one[0] == kind]

    def find(self, node: int) -> int:
        """The node that stands for the set that a node is in."""
        parents = self._parents
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    def join(self, one: int, other: int) -> bool:
        """Make two sets one; False if they are one already or were told apart."""
        one, other = self.find(one), self.find(other)
        if one == other or not self.may_join(one, other):
            return False
        self._parents[max(one, other)] = min(one, other)
        return True

    def tell_apart(self, one: int, other: int) -> None:
        """Never join the sets of these two from now on."""
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)

    def is_told_apart(self, node: int) -> bool:
        """Whether a node was told apart from another."""
        return node in self._apart

    def may_join(self, one: int, other: int) -> bool:
        """Whether nothing tells the sets of two nodes apart."""
        if not self._apart:
            return True
        one, other = self.find(one), self.find(other)
        return all(
            {one, other} != {self.find(node), self.find(opponent)}
            for node, opponents in self._apart.items()
            if self.find(node) in (one, other)
            for opponent in opponents
        )
