"""Detect the encoding of bytes without a byte order mark."""

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

# high bytes of Latin and Cyrillic letters in UTF-16; only UTF-16 text has so many
WIDE = (0x00, 0x04)
# bytes; chardet gets those around the first non-ASCII byte
WIDE_SAMPLE, CHARDET_SAMPLE = 1_000_000, 50_000
# Invalid places in UTF-8 for each valid non-ASCII character. Below DAMAGE the text is damaged
# UTF-8: Russian in 8-bit encodings has 0.6 or more at 20 characters, 1.3 or more at 40. If the
# bytes make no Russian in any encoding, text up to MIXTURE is UTF-8 with lines in other encodings.
DAMAGE, MIXTURE = 0.5, 1.5


def detect(sample: bytes) -> str:
    """Return UTF-16 or UTF-8 if the bytes are valid, else the encoding in which they look most like
    Russian, else what chardet detects.
    """
    return _wide(sample) or _narrow(sample)


def _wide(sample: bytes) -> str | None:
    """Detect UTF-16, in which every second byte is the number of a Unicode block."""
    values = np.frombuffer(sample[: len(sample) // 2 * 2][:WIDE_SAMPLE], np.uint8).reshape(-1, 2)
    if not len(values):
        return None
    first, second = np.isin(values, WIDE).mean(axis=0)
    if second > 0.5 and first < 0.3:
        return "utf-16-le"
    return "utf-16-be" if first > 0.5 and second < 0.3 else None


def _narrow(sample: bytes) -> str:
    """Detect UTF-8, possibly damaged, or an 8-bit encoding."""
    damage = _damage(sample)
    if damage <= DAMAGE:
        return "utf-8"
    name, cost = best_cyrillic(sample)
    if cost < FOREIGN:
        return codecs.lookup(name).name
    return "utf-8" if damage <= MIXTURE else _by_chardet(sample)


def _damage(sample: bytes) -> float:
    """Count the invalid places in UTF-8 for each valid non-ASCII character."""
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
    detected = chardet.detect(sample[start : start + CHARDET_SAMPLE])["encoding"]
    try:
        name = codecs.lookup(detected or "utf-8").name
    except LookupError:
        return "utf-8"
    if name.startswith("utf"):  # ruled out above; chardet says so of images
        return "utf-8"
    # Letter statistics have just ruled Cyrillic out: the text is English with a few accents.
    return "cp1252" if _kindred(name) else name


def _kindred(name: str) -> bool:
    return name in {codecs.lookup(known).name for known in CANDIDATES}
