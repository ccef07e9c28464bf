"""A document's mentions in, where on the page each stands out, and of which other it is a copy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Span

from imena.corpus.layout import Block, layout


class Place(NamedTuple):
    """Where a mention stands."""

    zone: str
    repeat_of: int | None  # the mention, by its number among those given, that it is a copy of


def places(text: str, drawn: Sequence[Span]) -> list[Place]:
    """The place of each mention of a text; mentions come in the order of the text."""
    blocks = layout(text)
    starts = [block.start for block in blocks]
    numbers: dict[tuple[int, str, str], list[int]] = {}  # in a block, of a surface and label
    found = []
    for number, span in enumerate(drawn):
        index = max(0, bisect_right(starts, span.start_char) - 1)
        block = blocks[index]
        same = numbers.setdefault((index, span.text, span.label_), [])
        same.append(number)
        original = None
        if block.repeat_of is not None:
            copies = numbers.get((block.repeat_of, span.text, span.label_), [])
            original = _original(copies, len(same) - 1, drawn, blocks, span, block)
        found.append(Place(block.zone, original))
    return found


def _original(
    copies: list[int],
    ordinal: int,
    drawn: Sequence[Span],
    blocks: list[Block],
    span: Span,
    block: Block,
) -> int | None:
    """The mention at the same place of a block's first copy, or the one of the same ordinal."""
    first = None if block.repeat_of is None else blocks[block.repeat_of]
    for number in copies:
        if first and drawn[number].start_char - first.start == span.start_char - block.start:
            return number
    return copies[ordinal] if ordinal < len(copies) else None
