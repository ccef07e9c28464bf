import gzip
import io
import zipfile

import pytest

from imena.errors import InputError
from imena.web import uploads


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.txt", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.txt", "Москва".encode("cp1251") + b" " + "и Баку ждут гостей".encode("cp1251"), 1),
        ("a.csv", "id,text\nа,Москва\nб,Баку\n".encode(), 2),
        ("a.jsonl", '{"text": "Москва"}\n{"text": "Баку"}\n'.encode(), 2),
        ("a.html", "<p>Герасимов прилетел в Баку, где его ждал Данфорд.</p>".encode(), 1),
        ("a.eml", "Subject: x\n\nБаку".encode(), 1),
        ("a.zip", zipped(a="Москва", b="Баку"), 2),
        ("a.txt.gz", gzip.compress("Москва".encode()), 1),
    ],
)
def test_files_are_read_by_their_suffix(name, content, texts):
    found = uploads.read(name, content)
    assert len(found) == texts
    assert all(document.error is None for document in found)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\Users\\me\\passwd.txt", "/etc/passwd.txt"]
)
def test_a_name_is_no_path(name):
    [document] = uploads.read(name, "Баку".encode())
    assert (document.doc_id, document.text) == ("passwd.txt", "Баку")


def test_another_column_has_the_text():
    [document] = uploads.read("a.csv", "id,words\n1,Баку\n".encode(), "words")
    assert document.text == "Баку"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.exe", b"MZ", "imena does not read .exe"),
        ("", b"x", "imena does not read files without a suffix"),
        ("a.docx", b"no", "not a readable Word document"),
        ("a.zip", b"no", "ZIP archive"),
        ("a.csv", "id,words\n1,Баку\n".encode(), "no column 'text'; the columns are 'id', 'words'"),
        ("a.zip", zipped(a="а" * 30_000_000), "more than 50 MB when it is unpacked"),
        ("a.txt.gz", gzip.compress(b"a" * 60_000_000), "more than 50 MB when it is unpacked"),
        ("a.txt", b"a" * 1_000_001, "more than 1,000,000 characters"),
        ("a.csv", b"text\n" + b"x\n" * 1_001, "or 1,000 documents"),
    ],
)
def test_what_cannot_be_read_is_said(name, content, message):
    with pytest.raises(InputError) as raised:
        uploads.read(name, content)
    assert message in str(raised.value)
