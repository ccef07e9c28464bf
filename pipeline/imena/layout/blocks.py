"""A plain text in, its blocks out: which lines are text, and which are the page around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imena.layout.line_types import shape
from imena.layout.page import Page
from imena.layout.page_lines import PageLine, page_lines
from imena.layout.repeats import doubled, extends, first_copies, folded
from imena.layout.zones import zones

CELLS = "\t"  # between the cells of a table, which is text
BODY_REPEAT_WORDS = 4  # a copy in running text; «Да», «Россия» or a user's name is said again
TEASER_REPEAT_WORDS = 4  # a teaser with other words behind its title


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a page, or lines that were one before they were wrapped at a fixed width.

    ``text[start:end]`` is the block, in code points, half-open, without its last line break.
    """

    start: int
    end: int
    zone: str  # one of imena.schema.ZONES
    repeat_of: int | None = None  # index of the first block with the same words


def layout(text: str) -> list[Block]:
    """The blocks of a text, in order: they cover all lines that are not blank and never overlap.

    What does not show that it is something else is body: running text, chats, verse, lists and
    tables. Takes time linear in the length; any string will do.
    """
    lines = page_lines(text)
    keys = [folded(line.text) for line in lines]
    shapes = [shape(line.text) for line in lines]
    copies = first_copies(keys, shapes)
    page = Page(lines, shapes, keys, copies, doubled(keys))
    found = [
        "body" if CELLS in line.text else zone
        for line, zone in zip(lines, zones(page), strict=True)
    ]
    repeats = _repeats(lines, keys, copies, found)
    return [
        Block(line.start, line.end, zone, repeat)
        for line, zone, repeat in zip(lines, found, repeats, strict=True)
    ]


def _repeats(
    lines: Sequence[PageLine], keys: list[str], copies: list[int | None], found: list[str]
) -> list[int | None]:
    """The copies that count: short lines of running text are said again, not printed again."""
    repeats: list[int | None] = []
    titles: dict[str, int] = {}  # the first four words of a teaser -> its first block
    for i, key in enumerate(keys):
        first = copies[i]
        words = key.split(None, TEASER_REPEAT_WORDS)[:TEASER_REPEAT_WORDS]
        if found[i] == "body" and len(words) < BODY_REPEAT_WORDS:
            first = None
        if found[i] == "teaser" and len(words) == TEASER_REPEAT_WORDS:
            other = titles.setdefault(" ".join(words), i if first is None else first)
            if first is None and other != i:
                same = extends(key, keys[other]) or extends(keys[other], key)
                first = other if same else None
        repeats.append(first)
    return repeats
