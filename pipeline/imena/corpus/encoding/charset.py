"""Bytes in, text and the name of its encoding out."""

from __future__ import annotations

import codecs
import unicodedata
from typing import BinaryIO, NamedTuple

from imena.corpus.encoding.detect import detect
from imena.corpus.encoding.mojibake import ungarbled
from imena.errors import InputError, UsageError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 1_000_000  # bytes of a file that is read in pieces: enough to see its encoding
REPLACED = "\ufffd"
# Share of control and replaced characters; text has next to none, random bytes a tenth.
BINARY_SHARE = 0.05
LOST_SHARE = 0.3  # of replaced characters: what is left is no text
REMEDY = "if it is text, name its encoding, e.g. --encoding cp1251 (encoding= in Python)"


class Decoded(NamedTuple):
    """A text, the name of its encoding, and what was lost or repaired in reading it, if anything.

    The encoding is one that Python's ``open`` takes, but for a text that was decoded wrongly before
    it was saved: ``utf-8>cp1252>cp1251`` was cp1251, was read as cp1252, and is now UTF-8.
    """

    text: str
    encoding: str
    note: str | None = None


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """The text of some bytes; a byte order mark is no part of it.

    Bytes that are not in the encoding become U+FFFD, and the note says how many.

    Raises:
        InputError: the bytes are not text.
        UsageError: Python does not know the encoding that was asked for.
    """
    name = encoding_of(raw, encoding)
    note = None
    try:
        text = raw.decode(name)
    except UnicodeError:
        text = raw.decode(name, "replace")
        note = f"{text.count(REPLACED)} places that are not {name} were replaced by {REPLACED}"
    _refuse_binary(text, name)
    if encoding is None and name.startswith("utf-8"):
        return repaired(Decoded(text, name, note))
    return Decoded(text, name, note)


def encoding_of(sample: bytes, encoding: str | None = None) -> str:
    """The encoding that was asked for, else that of the byte order mark, else UTF-8 or UTF-16 where
    the bytes are that, else what makes the best Russian of them, else what chardet says.

    Raises:
        UsageError: Python does not know the encoding that was asked for.
    """
    if encoding is not None:
        name = _known_name(encoding)
        return "utf-8-sig" if name == "utf-8" and sample.startswith(codecs.BOM_UTF8) else name
    for mark, name in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return name
    return detect(sample)


def encoding_of_file(file: BinaryIO, encoding: str | None = None) -> str:
    """The encoding of a file that is read in pieces, by its first lines; leaves it at its start."""
    sample = file.read(SAMPLE)
    sample += file.readline(SAMPLE)
    file.seek(0)
    return encoding_of(sample, encoding)


def decode_part(raw: bytes, encoding: str, asked: str | None = None) -> Decoded:
    """The text of one record of a file in this encoding.

    A record that is not in it is taken for one from elsewhere and decoded by itself, unless the
    encoding was asked for.
    """
    encoding = encoding.removesuffix("-sig")
    if asked is not None:
        return decode(raw, encoding)
    try:
        return repaired(Decoded(raw.decode(encoding), encoding))
    except UnicodeError:
        return decode(raw)


def _known_name(encoding: str) -> str:
    try:
        "".encode(encoding)  # some codecs that Python knows, such as hex, are not for text
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeError, ValueError):
        raise UsageError(
            f"unknown encoding {encoding!r}: try utf-8, cp1251, koi8-r, cp866 or utf-16"
        ) from None


def repaired(found: Decoded) -> Decoded:
    """The text as it was before it was read as Western European, where all of it was."""
    was = ungarbled(found.text)
    if was is None:
        return found
    return Decoded(was[0], f"{found.encoding}>cp1252>{was[1]}", found.note)


def _refuse_binary(text: str, name: str) -> None:
    head = text[:100_000]
    lost = head.count(REPLACED)
    odd = lost + sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in head)
    if odd > BINARY_SHARE * len(head) and odd - lost > 1:
        raise InputError(f"a binary file: {odd} characters that are in no text; {REMEDY}")
    if lost > LOST_SHARE * len(head) and lost > 1:
        raise InputError(f"not {name}: {lost} characters are lost; {REMEDY}")
