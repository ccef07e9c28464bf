"""Cyrillic that was read as Western European and saved («Áàêó») in, «Баку» out."""

from __future__ import annotations

import codecs
import re
from functools import cache

from imena.corpus.encoding.letter_statistics import FOREIGN, best_cyrillic

FROM = ("cp1251", "koi8_r", "cp866")
# Surer than what is otherwise taken for Russian: what is in question is a text that can be read.
COST = FOREIGN - 0.6
LETTERS_MIN = 8  # beyond ASCII; fewer are names in a language with accents
SAMPLE = 1_000_000  # characters
ACCENTED, CYRILLIC = re.compile(rb"[\xc0-\xff]"), re.compile("[\u0400-\u04ff]")


def ungarbled(text: str) -> tuple[str, str] | None:
    """The text as it was and the name of its encoding then; None if it was nothing else.

    One character for one, so that offsets into both texts are the same.
    """
    head = text[:SAMPLE]
    letters = len(ACCENTED.findall(head.encode("latin-1", "ignore")))
    if letters < LETTERS_MIN or CYRILLIC.search(head):
        return None
    table = _western_bytes()
    name, cost = best_cyrillic(bytes(table.get(char, ord("?")) for char in head), FROM)
    if cost > COST:
        return None
    was = {ord(char): bytes([byte]).decode(name, "replace") for char, byte in table.items()}
    return text.translate(was), codecs.lookup(name).name


@cache
def _western_bytes() -> dict[str, int]:
    """The byte behind each character of cp1252 and Latin-1."""
    table = {chr(byte): byte for byte in range(256)}
    for byte in set(range(128, 256)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}:  # which cp1252 lacks
        table[bytes([byte]).decode("cp1252")] = byte
    return table
