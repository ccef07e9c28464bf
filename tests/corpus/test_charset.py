"""Bytes to text."""

import codecs

import pytest

from imena.corpus.charset import decode
from imena.errors import InputError, UsageError

TEXT = "Начальник Генштаба Валерий Герасимов прилетел в Баку."


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
    ],
)
def test_unicode(raw, encoding):
    assert decode(raw) == (TEXT, encoding)


def test_an_encoding_that_was_asked_for():
    assert decode(TEXT.encode("cp1251"), "windows-1251") == (TEXT, "cp1251")


@pytest.mark.parametrize("raw", [TEXT.encode("cp1251"), TEXT.encode("utf-16-le"), b"\x00" * 50])
def test_what_is_not_unicode_names_the_remedy(raw):
    with pytest.raises(InputError, match="--encoding"):
        decode(raw)


def test_a_stray_nul_is_text():
    assert decode(TEXT.encode() + b"\x00")[0] == TEXT + "\x00"


@pytest.mark.parametrize("encoding", ["windows-russian", "hex", "rot13"])
def test_an_encoding_that_is_none(encoding):
    with pytest.raises(UsageError, match="cp1251"):
        decode(b"", encoding)
