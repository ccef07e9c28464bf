"""Find the zone of the page in which each mention lies, and the mention of which it is a copy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span

from imena.components.doc_cache import layout_of, speakers_of
from imena.layout.blocks import Block
from imena.layout.speakers import Label


class MentionZone(NamedTuple):
    """Where on a page a mention is."""

    zone: str
    repeat_of: int | None  # index, among the mentions given, of the one that it is a copy of


def mention_zones(doc: Doc, mentions: Sequence[Span], text: str | None = None) -> list[MentionZone]:
    """Return the zone of each mention of a Doc.

    Args:
        doc: the Doc, which keeps its layout.
        mentions: spans in the order of the text.
        text: the Doc's text, from a caller that has it at hand.
    """
    zones = _line_zones(doc, mentions, text)
    labels = speakers_of(doc)
    if not labels:
        return zones
    ends = [label.end for label in labels]
    return [
        where._replace(zone="speaker") if _is_speaker(labels, ends, span) else where
        for span, where in zip(mentions, zones, strict=True)
    ]


def _is_speaker(labels: Sequence[Label], ends: Sequence[int], span: Span) -> bool:
    """Whether a mention is a person in a label; «Киев. Снег.» looks like one as well."""
    if span.label_ != "PER":
        return False
    index = bisect_right(ends, span.start_char)
    return index < len(labels) and labels[index].start <= span.start_char


def _line_zones(doc: Doc, mentions: Sequence[Span], text: str | None) -> list[MentionZone]:
    blocks = layout_of(doc, text)
    starts = [block.start for block in blocks]
    if all(block.repeat_of is None for block in blocks):
        return [MentionZone(_block(blocks, starts, span).zone, None) for span in mentions]
    indices: dict[tuple[int, str, str], list[int]] = {}  # by block, surface and label
    zones = []
    for index, span in enumerate(mentions):
        block = _block(blocks, starts, span)
        same = indices.setdefault((block.start, span.text, span.label_), [])
        same.append(index)
        original = None
        if block.repeat_of is not None:
            first = blocks[block.repeat_of]
            originals = indices.get((first.start, span.text, span.label_), [])
            offset = first.start + span.start_char - block.start
            original = _original(originals, len(same) - 1, mentions, offset)
        zones.append(MentionZone(block.zone, original))
    return zones


def _block(blocks: Sequence[Block], starts: Sequence[int], span: Span) -> Block:
    return blocks[max(0, bisect_right(starts, span.start_char) - 1)]


def _original(
    originals: Sequence[int], ordinal: int, mentions: Sequence[Span], offset: int
) -> int | None:
    """Choose among equal mentions in the first copy of a block.

    Args:
        originals: the indices of these mentions.
        ordinal: how many equal mentions precede the copy in its own block.
        mentions: all mentions.
        offset: where the original starts if both blocks are equal to the character.

    Returns:
        The index of the mention at the offset, or else of the one with the same ordinal.
    """
    for index in originals:
        if mentions[index].start_char == offset:
            return index
    return originals[ordinal] if ordinal < len(originals) else None
