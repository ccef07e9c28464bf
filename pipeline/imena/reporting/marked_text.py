"""A text with its mentions and the blocks of its page in, HTML with nested marks out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from imena.layout.blocks import Block
from imena.schema import LABELS

# What HTML would change or lose: a carriage return is read as a line feed, and the two separators
# end a line in old JavaScript. They stand as references and reach the reader as they are.
REFERENCES = {code: f"&#{code};" for code in (0x0D, 0x2028, 0x2029)}
NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")  # HTML and UTF-8 have none of these
LINE_BREAK = re.compile(r"[^\S\n]*\n")
OPEN_GAP = '<div class="gap">'
OPEN_BLOCK = Markup('<p class="block {zone}{copy}" data-zone="{zone}">')


class _Mark(NamedTuple):
    """A mention or a piece of one, by which marks are ordered: the outer one is the first."""

    start: int
    minus_end: int
    number: int  # among the mentions given
    continued: bool

    @property
    def end(self) -> int:
        return -self.minus_end


def marked_html(
    text: str, mentions: Sequence[Mapping[str, Any]], blocks: Sequence[Block] = ()
) -> Markup:
    """The text as HTML, each mention a ``<mark>``, names inside names as marks inside marks.

    What is read off the page is the text to the character, line breaks included: show it with
    ``white-space: pre-wrap``, as ``static/mentions.css`` does for ``class="text"``. Mentions that
    cross another one or the end of a block are drawn in pieces, of which all but the first have the
    class ``continued`` and no ``tabindex``.

    Args:
        text: of a document.
        mentions: rows of the table of mentions: ``start``, ``end``, ``label``, ``mention_id``,
            ``entity_id``, in any order.
        blocks: of `imena.layout.blocks.layout`: each becomes a paragraph with its zone and ``copy``
            as classes, and the blank lines between two a ``<div class="gap">``. Without them there
            is neither.

    >>> who = {"start": 0, "end": 9, "label": "PER", "mention_id": 0, "entity_id": "PER-1"}
    >>> print(marked_html("Герасимов & Ко", [who]))  # doctest: +NORMALIZE_WHITESPACE
    <mark class="mention PER" data-label="PER" data-mention="0" data-entity="PER-1"
    tabindex="0">Герасимов</mark> &amp; Ко
    """
    marks: list[_Mark] = []
    for number, row in enumerate(mentions):
        start, end = max(0, int(row["start"])), min(len(text), int(row["end"]))
        if start < end:
            marks.append(_Mark(start, -end, number, False))
    marks.sort(reverse=True)  # the first one is popped first
    html: list[str] = []
    for start, end, block in _pieces(text, blocks):
        if block is not None:
            copy = "" if block.repeat_of is None else " copy"
            html.append(OPEN_BLOCK.format(zone=block.zone, copy=copy))
        elif blocks:
            html.append(OPEN_GAP)
        html += _marked(text, start, end, marks, mentions)
        if blocks:
            html.append("</p>" if block is not None else "</div>")
    return Markup("".join(html))


def escaped(text: str) -> Markup:
    """Text as HTML that is read off the page as it was, but for what cannot stand in HTML.

    >>> print(escaped("<b>\\u2028"))
    &lt;b&gt;&#8232;
    """
    return Markup(escape(NO_CHARACTER.sub("\ufffd", text)).translate(REFERENCES))


def label_class(label: str) -> str:
    """The class of what has the label: of a user's own label it is no word that pages use.

    >>> label_class("PER"), label_class("my type")
    ('PER', 'own-my-type')
    """
    return label if label in LABELS else "-".join(["own", *label.split()])


def _pieces(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, Block | None]]:
    """Each block with its line break, and the blank lines between two; together the whole text."""
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
    text: str, start: int, end: int, marks: list[_Mark], mentions: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    """``text[start:end]`` with the marks that begin in it, which are taken from ``marks``."""
    pieces: list[_Mark] = []  # a heap: those that begin here, and the rests of those that cross
    while marks and marks[-1].start < end:
        heappush(pieces, marks.pop())
    rests: list[_Mark] = []  # go on in the next block
    within: list[int] = []  # ends of the marks that are open
    at = start
    while pieces or within:
        if within and (not pieces or within[-1] <= pieces[0].start):
            yield escaped(text[at : within[-1]])
            at = within.pop()
            yield "</mark>"
            continue
        piece = heappop(pieces)
        bound = within[-1] if within else end
        if piece.end > bound:
            rest = _Mark(bound, piece.minus_end, piece.number, True)
            if bound < end:
                heappush(pieces, rest)
            else:
                rests.append(rest)
        yield escaped(text[at : piece.start])
        at = piece.start
        yield _opened(mentions[piece.number], piece.continued)
        within.append(min(piece.end, bound))
    yield escaped(text[at:end])
    marks += sorted(rests, reverse=True)


def _opened(row: Mapping[str, Any], continued: bool) -> Markup:
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
