"""Test the decoding of bytes: declared, marked and detected encodings."""

import codecs

import pytest

from imena.corpus.encoding.charset import decode
from imena.corpus.encoding.letter_statistics import SYMBOLS, TABLE
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
    assert decode(raw) == (TEXT, encoding, None)


@pytest.mark.parametrize(
    "encoding",
    ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("text", [TEXT, TEXT.upper(), "Валерий Герасимов, ёлка и я"])
def test_the_encoding_is_detected_from_letter_statistics(text, encoding):
    found = decode(text.encode(encoding))
    assert found.text == text
    # capitals have the same bytes in cp866 and Mac Cyrillic
    assert found.encoding == encoding or text.isupper()


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "mac-cyrillic"])
@pytest.mark.parametrize("text", ["Київ, Україна", "Президент України заявив про це у Києві"])
def test_ukrainian(text, encoding):
    assert decode(text.encode(encoding))[:2] == (text, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("café", "cp1252"),
        ("Hello, world", "ascii"),
        ("Die Kanzlerin erklärte, dass für München größere Häuser gebaut werden", "cp1252"),
        ("Ο πρόεδρος της Ελλάδας δήλωσε ότι οι εκλογές θα διεξαχθούν", "cp1253"),
    ],
)
def test_other_languages(text, encoding):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text", ["Hello", "café", "Київ", "À la carte, à la mode: élève, déjà vu", "Ёж", "", "я", "«"]
)
def test_short_utf8_is_left_alone(text):
    assert decode(text.encode()) == (text, "utf-8", None)


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_cyrillic_read_as_a_western_encoding_is_repaired(wrong):
    garbled = TEXT.encode("cp1251").decode(wrong)
    assert decode(garbled.encode()) == (TEXT, "utf-8>cp1252>cp1251", None)
    assert len(garbled) == len(TEXT)


def test_a_given_encoding():
    assert decode(TEXT.encode("cp1251"), "windows-1251") == (TEXT, "cp1251", None)


def test_invalid_bytes_are_replaced_and_counted():
    raw = TEXT.encode()
    found = decode(raw[:19] + b"\xff" + raw[19:])
    assert found.text.replace("\ufffd", "") == TEXT
    assert found.encoding == "utf-8"
    assert "1 characters that are not valid utf-8" in str(found.note)


def test_a_text_cut_inside_a_character_is_utf8():
    assert decode(TEXT.encode()[:-2]).encoding == "utf-8"


@pytest.mark.parametrize(
    "raw", [b"\x00" * 50, bytes(range(256)), b"\x89PNG\r\n\x1a\n\x00\x00\x00\r"]
)
def test_binary_data_is_refused_with_a_remedy(raw):
    with pytest.raises(InputError, match="--encoding"):
        decode(raw)


def test_a_text_in_another_encoding_than_the_given_one():
    with pytest.raises(InputError, match=r"not utf-8: .*--encoding"):
        decode(TEXT.encode("cp1251"), "utf-8")


def test_a_stray_nul_is_text():
    assert decode(TEXT.encode() + b"\x00")[0] == TEXT + "\x00"


@pytest.mark.parametrize("encoding", ["windows-russian", "hex", "rot13", "", "a\0b"])
def test_an_unknown_encoding(encoding):
    with pytest.raises(UsageError, match="cp1251"):
        decode(b"", encoding)


def test_the_statistics_are_a_table_with_a_source():
    lines = TABLE.read_text("utf-8").splitlines()
    assert "CC BY" in "".join(line for line in lines if line.startswith("#"))
    assert lines[-1].count("\t") == len(SYMBOLS)
