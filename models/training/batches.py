"""Batch training examples of similar length, so that little padding is computed."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

HEAPS = 400  # examples that are sorted by length before they are batched; chosen by hand

Item = TypeVar("Item")


def by_length(
    items: list[Item], length: Callable[[Item], int], size: int, rng: random.Random
) -> list[list[Item]]:
    """Return batches of at most ``size`` words or pieces with padding, in random order.

    Args:
        items: the examples, which are shuffled in place.
        length: returns the length of one.
        size: of a batch; a longer example is a batch of its own.
        rng: the source of randomness.
    """
    rng.shuffle(items)
    found: list[list[Item]] = []
    for start in range(0, len(items), HEAPS):
        batch: list[Item] = []
        for item in sorted(items[start : start + HEAPS], key=length):
            if batch and (len(batch) + 1) * length(item) > size:
                found.append(batch)
                batch = []
            batch.append(item)
        found.append(batch)
    rng.shuffle(found)
    return found
