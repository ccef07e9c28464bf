"""Test that every problem has a text in both languages, and that the package uses every code."""

import ast
import json
import pickle
import re
from string import Formatter

import pytest

from imena.corpus.files import read_paths
from imena.errors import InputError
from imena.options import ReadOptions
from imena.problems import LANGUAGES, Problem, _texts, problem
from tests.helpers.paths import ROOT

NO_BREAK = "\u00a0"
PACKAGE = ROOT / "pipeline" / "imena"

# A problem, its English text, and its Russian text with pieces of English in brackets.
TEXTS = [
    (
        problem("pdf", error="Stream has ended: 7"),
        "not a readable PDF: Stream has ended: 7; print it to a new PDF",
        "PDF не читается: [Stream has ended: 7]; распечатайте его в новый PDF-файл",
    ),
    (
        problem("pdf_locked"),
        "encrypted: save it without its password",
        "зашифрован: сохраните его без пароля",
    ),
    (
        problem("characters", n=60_001, limit=60_000),
        "60,001 characters, more than the limit of 60,000: split it into parts",
        "слишком много символов: 60_001 при пределе 60_000; разделите текст на части",
    ),
    (
        problem("csv_row", n=12345, error="line contains NUL"),
        "row 12345 cannot be read: line contains NUL; put its texts in quotes",
        "строка 12345 не читается: [line contains NUL]; заключите её тексты в кавычки",
    ),
    (
        problem("json", n=3, error="Expecting value at column 1"),
        'line 3 is not valid JSON: Expecting value at column 1; write it as {"text": "…"}',
        "строка 3 — некорректный JSON: [Expecting value at column 1]; "
        'запишите её как {"text": "…"}',
    ),
    (
        problem("system", error="No space left on device"),
        "No space left on device: copy it to another place, or leave it out",
        "[No space left on device]; скопируйте файл в другое место или исключите его",
    ),
    (
        problem("column", name="'text'", columns="'a', 'b'", option="text"),
        "the column 'text' does not exist; the columns are 'a', 'b': "
        "give the right one with --text-column (text_column= in Python)",
        "столбца 'text' нет; есть столбцы 'a', 'b': "
        "укажите нужный с помощью --text-column (text_column= в Python)",
    ),
    (problem("other", error="of a newer version"), "of a newer version", "[of a newer version]"),
]

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


@pytest.mark.parametrize(("found", "english", "russian"), TEXTS)
def test_texts(found, english, russian):
    assert str(found) == english
    assert found.pieces("en") == [(english, False)]
    written = "".join(f"[{text}]" if foreign else text for text, foreign in found.pieces("ru"))
    assert written == re.sub(r"(?<=\d)_(?=\d)", NO_BREAK, russian)


@pytest.mark.parametrize("code", _texts())
def test_both_texts_have_the_same_values(code):
    values = [
        sorted((name, spec) for _, name, spec, _ in Formatter().parse(_texts()[code][lang]) if name)
        for lang in LANGUAGES
    ]
    assert set(values[0]) == set(values[1])
    if code != "other":
        assert re.search("[а-яё]", _texts()[code]["ru"])


@pytest.mark.parametrize("found", [row[0] for row in TEXTS])
def test_a_problem_survives_json_and_pickle(found):
    assert Problem.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    error = pickle.loads(pickle.dumps(InputError(found)))
    assert (error.problem, str(error)) == (found, str(found))


@pytest.mark.parametrize(
    "data",
    [None, 5, "pdf", [], {}, {"code": "unknown"}, {"code": "pdf"}, {"code": "pdf", "values": 5}],
)
def test_unknown_codes_of_another_version_are_read(data):
    assert Problem.from_dict(data) is None


def test_a_plain_message_is_a_problem():
    assert InputError("lost").problem == problem("other", error="lost")


def test_files_that_cannot_be_read(tmp_path):
    for name, raw in FILES.items():
        (tmp_path / name).write_bytes(raw)
    errors = {document.doc_id: document.error for document in read_paths([tmp_path], ReadOptions())}
    assert len(errors) == len(FILES) + 3  # the file of records has four documents
    for name, error in errors.items():
        assert error is not None, name
        assert error.code not in ("other", "unforeseen"), name


def test_the_package_uses_every_code_and_no_other():
    used = {code for path in PACKAGE.rglob("*.py") for code in _codes(path)}
    assert used == _texts().keys()


def _codes(path):
    """Return the strings of a module that are codes, or that it passes to `problem` as a code."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and node.value in _texts():
            yield node.value
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem":
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield first.value
