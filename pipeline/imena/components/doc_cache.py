"""Keep what is computed from the text of a Doc on the Doc, so that it is computed once.

Each value is stored in ``doc.user_data`` with the length of the text, because a slice of a Doc can
inherit the user data of the whole Doc.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from spacy.tokens import Doc

from imena.layout.blocks import Block, layout
from imena.layout.paragraphs import paragraph_starts
from imena.layout.speakers import Label, speaker_labels

TEXT, PARAGRAPHS, LAYOUT = "imena_text", "imena_paragraphs", "imena_layout"
LANGUAGE, SPEAKERS = "imena_detected_language", "imena_speakers"
Value = TypeVar("Value")


def n_chars(doc: Doc) -> int:
    """Return the number of characters of a Doc's text."""
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0


def cached(doc: Doc, key: str, compute: Callable[[str], Value], text: str | None = None) -> Value:
    """Return a value that depends on the text of a Doc; compute it if the Doc does not have it.

    Args:
        doc: the Doc.
        key: of the value in ``doc.user_data``.
        compute: the function of the text.
        text: the Doc's text, from a caller that has it at hand; spaCy joins it at each access.
    """
    length = n_chars(doc)
    entry: tuple[int, Value] | None = doc.user_data.get(key)
    if entry is None or entry[0] != length:
        entry = length, compute(take_text(doc) if text is None else text)
        doc.user_data[key] = entry
    return entry[1]


def take_text(doc: Doc) -> str:
    """Return the text of a Doc.

    The tokenizer leaves its text to the first reader, since spaCy joins it at each access.
    """
    text: str | None = doc.user_data.pop(TEXT, None)
    return text if text is not None and len(text) == n_chars(doc) else str(doc.text)


def paragraphs_of(doc: Doc, text: str | None = None) -> list[int]:
    """Return the offsets at which the paragraphs of a Doc start."""
    return cached(doc, PARAGRAPHS, paragraph_starts, text)


def layout_of(doc: Doc, text: str | None = None) -> list[Block]:
    """Return the blocks of a Doc's text with their zones, which are ``doc._.layout``."""
    blocks: list[Any] = cached(doc, LAYOUT, layout, text)
    if blocks and not isinstance(blocks[0], Block):  # plain lists in a Doc that was on disk
        blocks = [Block(*block) for block in blocks]
    return blocks


def speakers_of(doc: Doc) -> list[Label]:
    """Return the speaker labels of a Doc's text."""
    return [Label(*label) for label in cached(doc, SPEAKERS, speaker_labels)]


def clear(doc: Doc) -> None:
    """Remove all that is kept here, for a Doc that is to be stored."""
    for key in (TEXT, PARAGRAPHS, LAYOUT, LANGUAGE, SPEAKERS):
        doc.user_data.pop(key, None)
