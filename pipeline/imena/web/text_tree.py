"""A text and its mentions in, the parts of which a browser builds the marked text out.

They are what `imena.reporting.marked_text.marked_html` draws, as data: the page makes elements of
them one by one, so that nothing in a text is ever read as HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from imena.layout.blocks import layout
from imena.reporting.marked_text import marked_html

Part = str | dict[str, Any]


def parts(text: str, mentions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The blocks of a text: each has its zone, whether it is a copy, and its parts. The white space
    between blocks is a block without a zone.

    A part is a piece of text or a mention: its ``mention`` (the id), whether it is the rest of one
    that was ``continued``, and the ``parts`` inside it.

    >>> who = {"start": 0, "end": 4, "label": "LOC", "mention_id": 0, "entity_id": "LOC-1"}
    >>> [block] = parts("Баку ждёт.", [who])
    >>> block["zone"], block["parts"][1]
    ('body', ' ждёт.')
    """
    blocks = layout(text)
    if not blocks:
        return []
    parser = _Parser()
    parser.feed(str(marked_html(text, mentions, blocks)))
    parser.close()
    return parser.blocks


class _Parser(HTMLParser):
    """Reads our own markup: marks inside of blocks, which are in nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[dict[str, Any]] = []
        self._open: list[list[Part]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given["class"] or "").split()
        inside: list[Part] = []
        if tag == "mark":
            mention = int(given["data-mention"] or 0)
            continued = "continued" in classes
            self._open[-1].append({"mention": mention, "continued": continued, "parts": inside})
        else:
            zone = given.get("data-zone")
            self.blocks.append({"zone": zone, "copy": "copy" in classes, "parts": inside})
        self._open.append(inside)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].append(data)
