"""Why a document failed, in Russian: every reason that has words, and files that give one."""

import ast
import re

import pytest
from tests.helpers.paths import ROOT

from imena.corpus.files import read_paths
from imena.corpus.options import ReadOptions
from imena.reporting.page.failures import told
from imena.reporting.page.i18n import NO_BREAK, table

# What is said -> the same in Russian, with what stays English in brackets.
SAID = """
not a readable PDF: Stream has ended: 7; print it to a new PDF
    PDF не читается: [Stream has ended: 7]; распечатайте его в новый PDF
encrypted: save it without its password
    зашифрован: сохраните его без пароля
60,001 characters, over the limit of 60,000: split it into parts
    символов — 60_001, больше предела, 60_000: разделите текст на части
'text' holds a value of type int, not text
    в столбце 'text' значение типа int, а не текст
line 3 is not JSON: Expecting value at column 1; write it as {"text": "…"}
    строка 3 — не JSON: [Expecting value at column 1]; запишите её как {"text": "…"}
imena does not read .rar: unpack it
    imena не читает .rar: распакуйте его
No space left on device: copy it to another place, or leave it out
    [No space left on device]; скопируйте файл в другое место или исключите его
2 of 3 pages have no text layer
    страниц без текста — 2 из 3
of a newer version
    [of a newer version]
"""
PAIRS = re.findall(r"^(\S.*)\n    (.*)$", SAID, re.MULTILINE)

# Put together of pieces, or said by the system: no string of a module holds their words.
BUILT = {"pdf_locked_or", "zip", "zip_member", "zip_many", "gzip", "no_suffix", "denied"}

FILES = {
    "broken.pdf": b"%PDF-1.4 garbage",
    "binary.txt": bytes(range(256)) * 9,
    "picture.png": b"\x89PNG",
    "no-suffix": b"Text",
    "packed.rar": b"Rar!",
    "broken.parquet": b"PAR1 nonsense PAR1",
    "columns.csv": "name,body\nx,Баку\n".encode(),
    "cells.csv": "id,text\n1,Баку,Москва\n".encode(),
    "records.jsonl": b'{\n[1]\n{"text": 5}\n{"body": ""}',
    "wide.jsonl": '{"text": "Баку"}'.encode("utf-16"),
    "menu.html": b"<html><head><title>x</title></head><script>1</script></html>",
    "broken.docx": b"PK\3\4 garbage",
    "old.docx": b"\xd0\xcf\x11\xe0" + bytes(512),
    "empty.eml": b"",
    "broken.zip": b"PK\3\4 garbage",
    "broken.txt.gz": b"\x1f\x8b garbage",
}


@pytest.mark.parametrize(("reason", "russian"), PAIRS)
def test_russian(reason, russian):
    pieces = told(reason, "ru")
    written = "".join(f"[{words}]" if english else words for words, english in pieces)
    assert written == re.sub(r"(?<=\d)_", NO_BREAK, russian)
    assert told(reason, "en") == [(reason, False)]


def test_a_value_that_stands_twice_is_the_same_twice():
    said = (
        "no column 'text'; the columns are 'a', 'b': "
        "name the right one with --text-column ({}_column= in Python)"
    )
    assert told(said.format("text"), "ru") == [
        (
            "нет столбца 'text'; есть столбцы 'a', 'b': "
            "назовите нужный, --text-column (text_column= в Python)",
            False,
        )
    ]
    assert told(said.format("id"), "ru") == [(said.format("id"), True)]


def test_files_that_cannot_be_read(tmp_path):
    for name, raw in FILES.items():
        (tmp_path / name).write_bytes(raw)
    errors = {one.doc_id: one.error for one in read_paths([tmp_path], ReadOptions())}
    assert len(errors) == len(FILES) + 3  # the file of records has four
    for name, error in errors.items():
        assert error, name
        assert any(not english for _, english in told(error, "ru")), (name, error)


def test_the_reasons_are_those_of_the_corpus():
    """What is translated is said somewhere: a reason that has changed does not go unseen."""
    said = sources()
    reasons = table("failures.tsv")["en"]
    assert reasons.keys() > BUILT
    for key in reasons.keys() - BUILT:
        for part in re.split(r"\{\w+\}|; |: ", reasons[key]):
            words = part.strip(" (")
            assert len(words) < 12 or words in said, (key, words)


def test_both_have_the_same_values():
    shapes = table("failures.tsv")
    for key, english in shapes["en"].items():
        russian = shapes["ru"][key]
        assert re.search("[а-яё]", russian), key
        braces = [set(re.findall(r"\{(\w+)\}", words)) for words in (english, russian)]
        assert braces[0] == braces[1], key


def sources():
    """What the modules that read say: all of their strings."""
    found = []
    for folder in ("corpus", "run"):
        for path in (ROOT / "pipeline/imena" / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    parts = [one for one in node.values if isinstance(one, ast.Constant)]
                    found.append("\0".join(part.value for part in parts))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.append(node.value)
    return "\0".join(found)
