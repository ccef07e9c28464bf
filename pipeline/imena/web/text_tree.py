"""Print the segments of a text as nested data, from which the browser builds its elements.

The page creates elements one by one, so that nothing in a text is ever parsed as HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from imena.layout.blocks import layout
from imena.reporting.marked_text import OpenBlock, OpenMark, segments

Part = str | dict[str, Any]


def text_tree(text: str, mentions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the blocks of a text with their zone, whether they are copies, and their parts.

    The white space between two blocks is a block without a zone. A part is a piece of text, or a
    mention: its ``mention_id`` as ``mention``, whether it is a ``continued`` piece of one, and the
    ``parts`` inside it.

    >>> row = {"start": 0, "end": 4, "label": "LOC", "mention_id": 0, "entity_id": "LOC-1"}
    >>> [block] = text_tree("Баку ждёт.", [row])
    >>> block["zone"], block["parts"][1]
    ('body', ' ждёт.')
    """
    blocks = layout(text)
    if not blocks:
        return []
    tree: list[dict[str, Any]] = []
    open_parts: list[list[Part]] = []
    for segment in segments(text, mentions, blocks):
        if isinstance(segment, str):
            open_parts[-1].append(segment)
            continue
        if isinstance(segment, OpenBlock):
            block = segment.block
            is_copy = block is not None and block.repeat_of is not None
            zone = None if block is None else block.zone
            tree.append({"zone": zone, "copy": is_copy, "parts": []})
            open_parts.append(tree[-1]["parts"])
        elif isinstance(segment, OpenMark):
            mention = int(segment.row["mention_id"])
            part: dict[str, Any] = {"mention": mention, "continued": segment.continued, "parts": []}
            open_parts[-1].append(part)
            open_parts.append(part["parts"])
        else:
            open_parts.pop()
    return tree
