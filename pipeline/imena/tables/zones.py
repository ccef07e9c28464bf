"""Determine the zone of each mention, and which earlier mention it repeats."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Span

from imena.layout.blocks import Block, layout


class MentionZone(NamedTuple):
    """The zone of a mention, and the mention that it repeats."""

    zone: str
    repeat_of: int | None  # index of the mention that this one is a copy of


def mention_zones(text: str, mentions: Sequence[Span]) -> list[MentionZone]:
    """Return the zone of each mention; mentions are in the order of the text."""
    blocks = layout(text)
    starts = [block.start for block in blocks]
    if all(block.repeat_of is None for block in blocks):
        return [MentionZone(_block(blocks, starts, span).zone, None) for span in mentions]
    # indices of the mentions with a surface and label in a block
    numbers: dict[tuple[int, str, str], list[int]] = {}
    found = []
    for number, span in enumerate(mentions):
        block = _block(blocks, starts, span)
        same = numbers.setdefault((block.start, span.text, span.label_), [])
        same.append(number)
        original = None
        if block.repeat_of is not None:
            first = blocks[block.repeat_of]
            copies = numbers.get((first.start, span.text, span.label_), [])
            offset = first.start + span.start_char - block.start
            original = _original(copies, len(same) - 1, mentions, offset)
        found.append(MentionZone(block.zone, original))
    return found


def _block(blocks: Sequence[Block], starts: Sequence[int], span: Span) -> Block:
    return blocks[max(0, bisect_right(starts, span.start_char) - 1)]


def _original(copies: list[int], ordinal: int, mentions: Sequence[Span], offset: int) -> int | None:
    """Choose the mention of the first copy at the same offset, or else by its ordinal."""
    for number in copies:
        if mentions[number].start_char == offset:
            return number
    return copies[ordinal] if ordinal < len(copies) else None
