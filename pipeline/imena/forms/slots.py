"""Match the readings of words with slots: the case, gender and number of a whole name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

Slot = tuple[str, str | None, str]  # case, gender (None in the plural, or any) and number

SYNCRETIC = ({"Gen", "Acc"}, {"Nom", "Acc"})  # pairs of cases that share their form in many words


@lru_cache(1_000)
def matching_slots(
    slots: Sequence[Slot], case: str | None, gender: str | None, number: str | None
) -> tuple[int, ...]:
    """Return the indices of the slots that a reading fits; None fits any, and a plural any gender.

    Args:
        slots: all slots, as a tuple.
        case: of the reading.
        gender: of the reading.
        number: of the reading.
    """
    return tuple(
        i
        for i, slot in enumerate(slots)
        if case in (slot[0], None)
        and number in (slot[2], None)
        and (gender in (slot[1], None) or slot[2] == "Plur")
    )
