"""Select spans by how they lie in one another, whatever objects hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
Bounds = Callable[[T], tuple[int, int]]  # start and end of an item


def outermost(items: Iterable[T], bounds: Bounds[T]) -> list[T]:
    """Keep the items that are not inside another one; items of equal bounds stay together.

    Args:
        items: in text order, outer ones before those inside them.
        bounds: returns the start and the end of an item.

    >>> outermost([(0, 17), (11, 17), (20, 24)], lambda span: span)
    [(0, 17), (20, 24)]
    """
    kept: list[T] = []
    end, last = -1, (-1, -1)
    for item in items:
        here = bounds(item)
        if here[1] > end or here == last:
            kept.append(item)
            end, last = here[1], here
    return kept


def without_overlaps(items: Iterable[T], bounds: Bounds[T]) -> list[T]:
    """Keep items in text order that do not overlap a kept one; of nested ones, the outer one.

    >>> without_overlaps([(2, 6), (0, 4), (6, 9)], lambda span: span)
    [(0, 4), (6, 9)]
    """
    kept: list[T] = []
    end = 0
    for item in sorted(items, key=lambda item: (bounds(item)[0], -bounds(item)[1])):
        start, its_end = bounds(item)
        if not kept or start >= end:
            kept.append(item)
            end = its_end
    return kept
