"""Bytes in, text and the name of its encoding out."""

from __future__ import annotations

import codecs
import unicodedata

from imena.errors import InputError, UsageError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY_SHARE = 0.1  # control characters: none in text, over a half in UTF-16 read as UTF-8
REMEDY = "if it is text, name its encoding, e.g. --encoding cp1251 (encoding= in Python)"


def encoding_of(head: bytes, encoding: str | None = None) -> str:
    """The encoding that was asked for, else the one the byte order mark names, else UTF-8.

    Raises:
        UsageError: Python does not know the encoding that was asked for.
    """
    if encoding is not None:
        name = _known_name(encoding)
        return "utf-8-sig" if name == "utf-8" and head.startswith(codecs.BOM_UTF8) else name
    return next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")


def _known_name(encoding: str) -> str:
    try:
        "".encode(encoding)  # some codecs that Python knows, such as hex, are not for text
        return codecs.lookup(encoding).name
    except LookupError:
        raise UsageError(
            f"unknown encoding {encoding!r}: try utf-8, cp1251, koi8-r, cp866 or utf-16"
        ) from None


def decode(raw: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode strictly; a byte order mark is not part of the text.

    Raises:
        InputError: the bytes are not text in this encoding.
        UsageError: Python does not know the encoding that was asked for.
    """
    name = encoding_of(raw, encoding)
    try:
        text = raw.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(f"not {name} (at byte {error.start}: {error.reason}): {REMEDY}") from None
    controls = sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in text[:100_000])
    if controls > BINARY_SHARE * min(len(text), 100_000):
        raise InputError(f"a binary file: {controls} control characters; {REMEDY}")
    return text, name
