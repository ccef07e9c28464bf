"""A document's mentions in, where on the page each stands out, and of which other it is a copy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Span

from imena.layout.blocks import Block, layout


class Place(NamedTuple):
    """Where a mention stands."""

    zone: str
    repeat_of: int | None  # the mention, by its number among those given, that it is a copy of


def places(text: str, drawn: Sequence[Span]) -> list[Place]:
    """The place of each mention of a text; mentions come in the order of the text."""
    blocks = layout(text)
    starts = [block.start for block in blocks]
    if all(block.repeat_of is None for block in blocks):
        return [Place(_block(blocks, starts, span).zone, None) for span in drawn]
    numbers: dict[tuple[int, str, str], list[int]] = {}  # in a block, of a surface and label
    found = []
    for number, span in enumerate(drawn):
        block = _block(blocks, starts, span)
        same = numbers.setdefault((block.start, span.text, span.label_), [])
        same.append(number)
        original = None
        if block.repeat_of is not None:
            first = blocks[block.repeat_of]
            copies = numbers.get((first.start, span.text, span.label_), [])
            place = first.start + span.start_char - block.start
            original = _original(copies, len(same) - 1, drawn, place)
        found.append(Place(block.zone, original))
    return found


def _block(blocks: Sequence[Block], starts: Sequence[int], span: Span) -> Block:
    return blocks[max(0, bisect_right(starts, span.start_char) - 1)]


def _original(copies: list[int], ordinal: int, drawn: Sequence[Span], place: int) -> int | None:
    """Of the mentions in a block's first copy the one at the same place, or of the same ordinal."""
    for number in copies:
        if drawn[number].start_char == place:
            return number
    return copies[ordinal] if ordinal < len(copies) else None
