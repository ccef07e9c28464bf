"""Split a plain text into blocks and tell its text from the page around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from imena.layout.line_types import line_type
from imena.layout.page import Page
from imena.layout.page_lines import page_lines
from imena.layout.repeats import extends_key, first_copies, line_key, printed_twice
from imena.layout.zones import page_zones

CELLS = "\t"  # between the cells of a table, which is text
# Words of a copy in running text; «Да», «Россия» or a user's name is repeated anyway. Tuned as the
# constants of page.py.
BODY_REPEAT_WORDS = 4
# Words that two teasers share, where one has other words behind its title. Tuned likewise.
TEASER_REPEAT_WORDS = 4


class Block(NamedTuple):
    """A line of a page, or several lines that are one line wrapped at a fixed width.

    ``text[start:end]`` is the block, in code points, half-open, without its last line break.
    """

    start: int
    end: int
    zone: str  # one of imena.schema.ZONES
    repeat_of: int | None = None  # index of the first block with the same words


def layout(text: str) -> list[Block]:
    """Split a text into blocks with their zones and repeats.

    A line that shows nothing else is body: running text, chats, verse, lists and tables. The time
    is linear in the length.

    Args:
        text: any string.

    Returns:
        The blocks in order. They cover all lines that are not blank, and never overlap.
    """
    lines = page_lines(text)
    keys = [line_key(line.text) for line in lines]
    types = [line_type(line.text) for line in lines]
    copies = first_copies(keys, types)
    page = Page(lines, types, keys, copies, printed_twice(keys))
    zones = [
        "body" if CELLS in line.text else zone
        for line, zone in zip(lines, page_zones(page), strict=True)
    ]
    repeats = _repeats(keys, copies, zones)
    return [
        Block(line.start, line.end, zone, repeat)
        for line, zone, repeat in zip(lines, zones, repeats, strict=True)
    ]


def _repeats(
    keys: Sequence[str], copies: Sequence[int | None], zones: Sequence[str]
) -> list[int | None]:
    """Return the copies that count; a short line of running text is no copy."""
    repeats: list[int | None] = []
    titles: dict[str, int] = {}  # the first four words of a teaser -> index of its first block
    for i, key in enumerate(keys):
        first = copies[i]
        words = key.split(None, TEASER_REPEAT_WORDS)[:TEASER_REPEAT_WORDS]
        if zones[i] == "body" and len(words) < BODY_REPEAT_WORDS:
            first = None
        if zones[i] == "teaser" and len(words) == TEASER_REPEAT_WORDS:
            other = titles.setdefault(" ".join(words), i if first is None else first)
            if first is None and other != i:
                same = extends_key(key, keys[other]) or extends_key(keys[other], key)
                first = other if same else None
        repeats.append(first)
    return repeats
