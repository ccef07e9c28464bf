"""Repair Cyrillic that was decoded as Western European before it was saved: «Áàêó» is «Баку»."""

from __future__ import annotations

import codecs
import re
from functools import cache

from imena.corpus.encoding.letter_statistics import FOREIGN, best_cyrillic

FROM = ("cp1251", "koi8_r", "cp866")
# Stricter than for bytes, because the text is readable as it is; chosen by hand.
COST = FOREIGN - 0.6
LETTERS_MIN = 8  # non-ASCII letters; with fewer, they are names in a language with accents
SAMPLE = 1_000_000  # characters
ACCENTED, CYRILLIC = re.compile(rb"[\xc0-\xff]"), re.compile("[\u0400-\u04ff]")


def repair_mojibake(text: str) -> tuple[str, str] | None:
    """Return the original text and its encoding, or None if the text is not garbled.

    Each character is replaced by one character, so offsets are the same in both texts.
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
    """Map each character of cp1252 and Latin-1 to its byte."""
    table = {chr(byte): byte for byte in range(256)}
    for byte in set(range(128, 256)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}:  # not assigned in cp1252
        table[bytes([byte]).decode("cp1252")] = byte
    return table
