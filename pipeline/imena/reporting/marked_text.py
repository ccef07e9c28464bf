"""Divide a text into blocks, mentions and plain pieces, and print these segments as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from imena.layout.blocks import Block
from imena.schema import LABELS

# HTML parsers turn a carriage return into a line feed, and old JavaScript ends lines at the two
# separators. As character references they reach the reader unchanged.
REFERENCES = {code: f"&#{code};" for code in (0x0D, 0x2028, 0x2029)}
NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")  # neither HTML nor UTF-8 can hold these
LINE_BREAK = re.compile(r"[^\S\n]*\n")
OPEN_GAP = '<div class="gap">'
OPEN_BLOCK = Markup('<p class="block {zone}{copy}" data-zone="{zone}">')

Row = Mapping[str, Any]


class OpenBlock(NamedTuple):
    """The start of a block, or of the white space between two blocks (None)."""

    block: Block | None


class CloseBlock(NamedTuple):
    """The end of a block."""

    block: Block | None


class OpenMark(NamedTuple):
    """The start of a mention, or of a further piece of one that had to be cut."""

    row: Row
    continued: bool


class CloseMark(NamedTuple):
    """The end of the innermost open mention."""


Segment = str | OpenBlock | CloseBlock | OpenMark | CloseMark


class _Mark(NamedTuple):
    """A mention or a piece of one. Sorting puts outer marks before inner ones."""

    start: int
    minus_end: int
    number: int  # index of the row
    continued: bool

    @property
    def end(self) -> int:
        return -self.minus_end


def segments(text: str, mentions: Sequence[Row], blocks: Sequence[Block] = ()) -> Iterator[Segment]:
    """Divide a text into the segments of a tree, in document order.

    Strings are pieces of the text; together they are the whole text. Marks nest properly: a mention
    that crosses another one or the end of a block is cut into pieces, of which all but the first
    are ``continued``.

    Args:
        text: of a document.
        mentions: rows with ``start`` and ``end``, in any order.
        blocks: from `imena.layout.blocks.layout`; without them no block is opened.
    """
    marks: list[_Mark] = []
    for number, row in enumerate(mentions):
        start, end = max(0, int(row["start"])), min(len(text), int(row["end"]))
        if start < end:
            marks.append(_Mark(start, -end, number, False))
    marks.sort(reverse=True)  # the first one is popped first
    for start, end, block in _stretches(text, blocks):
        if blocks:
            yield OpenBlock(block)
        yield from _marked(text, start, end, marks, mentions)
        if blocks:
            yield CloseBlock(block)


def marked_html(text: str, mentions: Sequence[Row], blocks: Sequence[Block] = ()) -> Markup:
    """Print a text as HTML with a ``<mark>`` for each mention; marks may be nested.

    The text of the page equals the input to the character, line breaks included; display it with
    ``white-space: pre-wrap``, as ``static/mentions.css`` does for ``class="text"``. Continued
    pieces of mentions have the class ``continued`` and no ``tabindex``.

    Args:
        text: of a document.
        mentions: rows of the table of mentions: ``start``, ``end``, ``label``, ``mention_id``,
            ``entity_id``, in any order.
        blocks: from `imena.layout.blocks.layout`. Each becomes a paragraph with its zone and
            ``copy`` as classes, and the blank lines between two a ``<div class="gap">``.

    >>> row = {"start": 0, "end": 9, "label": "PER", "mention_id": 0, "entity_id": "PER-1"}
    >>> print(marked_html("Герасимов & Ко", [row]))  # doctest: +NORMALIZE_WHITESPACE
    <mark class="mention PER" data-label="PER" data-mention="0" data-entity="PER-1"
    tabindex="0">Герасимов</mark> &amp; Ко
    """
    return Markup("".join(map(_html, segments(text, mentions, blocks))))


def escaped(text: str) -> Markup:
    """Escape text so that a browser shows it unchanged, except what HTML cannot hold.

    >>> print(escaped("<b>\\u2028"))
    &lt;b&gt;&#8232;
    """
    return Markup(escape(NO_CHARACTER.sub("\ufffd", text)).translate(REFERENCES))


def label_class(label: str) -> str:
    """Return the CSS class of a label; a user's own label gets a prefix against collisions.

    >>> label_class("PER"), label_class("my type")
    ('PER', 'own-my-type')
    """
    return label if label in LABELS else "-".join(["own", *label.split()])


def _stretches(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, Block | None]]:
    """Yield each block with its line break, and the blank lines in between (None)."""
    at = 0
    for block in blocks:
        if at < block.start:
            yield at, block.start, None
        after = LINE_BREAK.match(text, block.end)
        at = block.end if after is None else after.end()
        yield block.start, at, block
    if at < len(text):
        yield at, len(text), None


def _marked(
    text: str, start: int, end: int, marks: list[_Mark], mentions: Sequence[Row]
) -> Iterator[Segment]:
    """Divide ``text[start:end]``; takes the marks that begin in it from ``marks``."""
    pieces: list[_Mark] = []  # a heap of the marks that begin here and the rests of crossing ones
    while marks and marks[-1].start < end:
        heappush(pieces, marks.pop())
    rests: list[_Mark] = []  # continued in the next block
    open_ends: list[int] = []  # end offsets of the open marks
    at = start
    while pieces or open_ends:
        if open_ends and (not pieces or open_ends[-1] <= pieces[0].start):
            if at < open_ends[-1]:
                yield text[at : open_ends[-1]]
            at = open_ends.pop()
            yield CloseMark()
            continue
        piece = heappop(pieces)
        bound = open_ends[-1] if open_ends else end
        if piece.end > bound:
            rest = _Mark(bound, piece.minus_end, piece.number, True)
            if bound < end:
                heappush(pieces, rest)
            else:
                rests.append(rest)
        if at < piece.start:
            yield text[at : piece.start]
        at = piece.start
        yield OpenMark(mentions[piece.number], piece.continued)
        open_ends.append(min(piece.end, bound))
    if at < end:
        yield text[at:end]
    marks += sorted(rests, reverse=True)


def _html(segment: Segment) -> str:
    if isinstance(segment, str):
        return escaped(segment)
    if isinstance(segment, OpenMark):
        return _open_mark(segment.row, segment.continued)
    if isinstance(segment, CloseMark):
        return "</mark>"
    block = segment.block
    if isinstance(segment, CloseBlock):
        return "</div>" if block is None else "</p>"
    if block is None:
        return OPEN_GAP
    return OPEN_BLOCK.format(zone=block.zone, copy="" if block.repeat_of is None else " copy")


def _open_mark(row: Row, continued: bool) -> Markup:
    label = str(row["label"])
    return Markup(
        '<mark class="mention {name}{continued}" data-label="{label}" data-mention="{mention}"'
        ' data-entity="{entity}"{tab}>'
    ).format(
        name=label_class(label),
        continued=" continued" if continued else "",
        label=escaped(label),
        mention=int(row["mention_id"]),
        entity=escaped(str(row["entity_id"])),
        tab="" if continued else Markup(' tabindex="0"'),
    )
