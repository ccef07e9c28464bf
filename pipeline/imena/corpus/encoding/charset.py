"""Decode the bytes of files."""

from __future__ import annotations

import codecs
import unicodedata
from typing import BinaryIO, NamedTuple

from imena.corpus.encoding.detect import detect
from imena.corpus.encoding.mojibake import repair_mojibake
from imena.errors import InputError, UsageError
from imena.problems import Problem, problem

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 1_000_000  # bytes of a file read in pieces that are enough to detect its encoding
REPLACED = "\ufffd"
# Share of control and replaced characters: almost none in text, a tenth in random bytes.
BINARY_SHARE = 0.05  # chosen by hand
LOST_SHARE = 0.3  # of replaced characters, above which the text is useless; chosen by hand


class Decoded(NamedTuple):
    """A decoded text, the name of its encoding, and what was lost or repaired, if anything.

    The encoding is one that Python's ``open`` accepts, except for text that had been decoded
    wrongly before it was saved: ``utf-8>cp1252>cp1251`` was cp1251, was read as cp1252, and is now
    UTF-8.
    """

    text: str
    encoding: str
    note: Problem | None = None


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """Decode bytes, without their byte order mark.

    Bytes that are invalid in the encoding become U+FFFD, and the note counts them.

    Raises:
        InputError: the bytes are not text.
        UsageError: Python does not know the requested encoding.
    """
    name = encoding_of(raw, encoding)
    note = None
    try:
        text = raw.decode(name)
    except UnicodeError:
        text = raw.decode(name, "replace")
        note = problem("replaced", n=text.count(REPLACED), encoding=name, mark=REPLACED)
    _refuse_binary(text, name)
    if encoding is None and name.startswith("utf-8"):
        return repaired(Decoded(text, name, note))
    return Decoded(text, name, note)


def encoding_of(sample: bytes, encoding: str | None = None) -> str:
    """Determine the encoding of bytes.

    In this order: the requested encoding, the byte order mark, UTF-8 or UTF-16 if the bytes are
    valid, the encoding in which they look most like Russian, and what chardet detects.

    Raises:
        UsageError: Python does not know the requested encoding.
    """
    if encoding is not None:
        name = _known_name(encoding)
        return "utf-8-sig" if name == "utf-8" and sample.startswith(codecs.BOM_UTF8) else name
    for mark, name in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return name
    return detect(sample)


def encoding_of_file(file: BinaryIO, encoding: str | None = None) -> str:
    """Detect the encoding of a file from its first lines, and rewind it."""
    sample = file.read(SAMPLE)
    sample += file.readline(SAMPLE)
    file.seek(0)
    return encoding_of(sample, encoding)


def decode_part(raw: bytes, encoding: str, asked: str | None = None) -> Decoded:
    """Decode one record of a file whose encoding is known.

    Unless that encoding was requested, a record that is invalid in it is decoded on its own.
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
        "".encode(encoding)  # some codecs of Python, such as hex, are not for text
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeError, ValueError):
        raise UsageError(
            f"unknown encoding {encoding!r}: try utf-8, cp1251, koi8-r, cp866 or utf-16"
        ) from None


def repaired(decoded: Decoded) -> Decoded:
    """Undo the decoding of Cyrillic as Western European, if it affects the whole text."""
    repair = repair_mojibake(decoded.text)
    if repair is None:
        return decoded
    return Decoded(repair[0], f"{decoded.encoding}>cp1252>{repair[1]}", decoded.note)


def _refuse_binary(text: str, name: str) -> None:
    head = text[:100_000]
    lost = head.count(REPLACED)
    odd = lost + sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in head)
    if odd > BINARY_SHARE * len(head) and odd - lost > 1:
        raise InputError(problem("binary", n=odd))
    if lost > LOST_SHARE * len(head) and lost > 1:
        raise InputError(problem("encoding", encoding=name, n=lost))
