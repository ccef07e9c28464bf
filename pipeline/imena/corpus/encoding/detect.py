"""Bytes without a byte order mark in, the name of their likeliest encoding out."""

from __future__ import annotations

import codecs

import chardet
import numpy as np

from imena.corpus.encoding.letter_statistics import (
    CANDIDATES,
    FOREIGN,
    best_cyrillic,
    first_beyond_ascii,
)

WIDE = (0x00, 0x04)  # the high bytes of Latin and of Cyrillic letters; no other text has them
WIDE_SAMPLE, CHARDET_SAMPLE = 1_000_000, 50_000  # bytes; the second around the first beyond ASCII
# Places that are no UTF-8, for each character beyond ASCII that is: a text with fewer is UTF-8 with
# damage; Russian in 8-bit encodings has 0.6 and more at 20 characters, 1.3 and more at 40. What
# makes no Russian is UTF-8 up to the second one: lines of several encodings.
DAMAGE, MIXTURE = 0.5, 1.5


def detect(sample: bytes) -> str:
    """UTF-16 or UTF-8 where the bytes are that, else what makes the best Russian of them, else what
    chardet says; a name that Python knows.
    """
    return _wide(sample) or _narrow(sample)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte is the number of an alphabet."""
    values = np.frombuffer(sample[: len(sample) // 2 * 2][:WIDE_SAMPLE], np.uint8).reshape(-1, 2)
    if not len(values):
        return None
    first, second = np.isin(values, WIDE).mean(axis=0)
    if second > 0.5 and first < 0.3:
        return "utf-16-le"
    return "utf-16-be" if first > 0.5 and second < 0.3 else None


def _narrow(sample: bytes) -> str:
    """UTF-8, perhaps with some damage, or an encoding of 8 bits."""
    damage = _damage(sample)
    if damage <= DAMAGE:
        return "utf-8"
    name, cost = best_cyrillic(sample)
    if cost < FOREIGN:
        return codecs.lookup(name).name
    return "utf-8" if damage <= MIXTURE else _by_chardet(sample)


def _damage(sample: bytes) -> float:
    """Places that are no UTF-8, for each character beyond ASCII that is."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        good = len(text) - len(text.encode("ascii", "ignore")) - bad
        return bad / good if good else float("inf")
    return 0.0


def _by_chardet(sample: bytes) -> str:
    start = max(0, first_beyond_ascii(sample) - CHARDET_SAMPLE // 2)
    found = chardet.detect(sample[start : start + CHARDET_SAMPLE])["encoding"]
    try:
        name = codecs.lookup(found or "utf-8").name
    except LookupError:
        return "utf-8"
    if name.startswith("utf"):  # ruled out above; said of pictures
        return "utf-8"
    # What it takes for Cyrillic, the letters have just ruled out: a few accents in English.
    return "cp1252" if _kindred(name) else name


def _kindred(name: str) -> bool:
    return name in {codecs.lookup(known).name for known in CANDIDATES}
