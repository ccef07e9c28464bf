"""Test the readers of HTML, Word, PDF, e-mail, archives and standard input."""

import gzip
import io
import re
import sys
import zipfile
from email.message import EmailMessage

import pytest
from tests.helpers.paths import ROOT

from imena.corpus.files import read_paths
from imena.corpus.formats import archive, html
from imena.corpus.readers import ARCHIVES, READERS
from imena.errors import MissingExtraError
from imena.options import ReadOptions

OPTIONS = ReadOptions()
DOCS = (ROOT / "docs" / "formats.md").read_text("utf-8")


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a file with the given name and bytes."""

    def read(name, raw, options=OPTIONS, named=True):
        path = tmp_path / name
        path.write_bytes(raw)
        return list(read_paths([path if named else tmp_path], options))

    return read


def test_the_text_of_every_format(samples, make, read):
    for suffix, raw in samples.items():
        (document,) = read(f"a.txt{suffix}" if suffix == ".gz" else f"a{suffix}", raw)
        assert make.NEWS in document.text, suffix
        assert document.error is document.note is None, suffix


def test_the_article_and_metadata_of_a_page(make, read):
    (document,) = read("a.html", make.page())
    assert document.text.startswith("Встреча в Баку\nНачальник Генштаба")
    for other in ("Главная", "Анкоридже", "Путин", "права"):
        assert other not in document.text
    assert document.meta == {
        "title": "Встреча в Баку",
        "author": "Иван Петров",
        "date": "2017-09-07",
    }


@pytest.mark.parametrize(
    ("charset", "declared", "found"),
    [
        ("cp1251", "windows-1251", "cp1251"),
        ("koi8-r", "koi8-r", "koi8-r"),
        ("cp1251", "utf-8", "cp1251"),  # a wrong declaration
        ("utf-8", "windows-1251", "utf-8"),
        ("cp1251", "iso-8859-1", "cp1251"),
        ("koi8-r", "unheard-of", "koi8-r"),
        ("utf-16", "utf-8", "utf-16"),
    ],
)
def test_the_charset_of_a_page(make, read, charset, declared, found):
    (document,) = read("a.html", make.page(charset, declared))
    assert "Валерий Герасимов" in document.text
    assert document.encoding == found


def test_tags_inside_a_word_do_not_split_it(read):
    (document,) = read("a.html", "<p>Прилетел Валерий <b>Гера</b>симов в\n Баку</p>".encode())
    assert document.text == "Прилетел Валерий Герасимов в Баку"


def test_a_page_without_text_is_an_error(read):
    (document,) = read("a.html", b"<html><script>1</script></html>")
    assert "no article text" in str(document.error)


def test_external_xml_entities_are_not_read(read, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна", "utf-8")
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    (document,) = read("a.html", f"{doctype}<p>Валерий Герасимов &x; в Баку</p>".encode())
    assert "тайна" not in document.text


def test_word_paragraphs_headings_and_tables_are_in_order(make, read):
    (document,) = read("a.docx", make.word())
    assert document.text.split("\n") == [
        *("Встреча", make.NEWS, "Россия\tГерасимов", "США\tДанфорд", "Конец."),
    ]
    assert document.meta["title"] == "Встреча в Баку"


def test_word_with_merged_cells_and_nested_tables(read):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Баку"
    table.cell(1, 0).add_table(1, 1).cell(0, 0).text = "Москва"
    file = io.BytesIO()
    document.save(file)
    (found,) = read("a.docx", file.getvalue())
    assert found.text.split("\n") == ["Баку", "Москва\t"]


def test_a_line_break_in_a_pdf_does_not_split_a_name(make, read):
    (document,) = read(
        "a.pdf", make.pdf([["Начальник Генштаба", "прилетел Валерий Гера-"], ["симов"]])
    )
    assert "Валерий Герасимов" in document.text


def test_a_pdf_without_a_text_layer(make, read):
    (document,) = read("a.pdf", make.pdf([[], []]))
    assert "this PDF has no text layer" in str(document.error)
    (document,) = read("b.pdf", make.pdf([[make.NEWS], []]))
    assert (document.error, str(document.note)) == (None, "1 of 2 pages have no text layer")


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_pdf(make, read, password):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make.pdf([[make.NEWS]])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    (document,) = read("a.pdf", file.getvalue())
    assert ("encrypted" in str(document.error)) if password else (make.NEWS in document.text)


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251"])
def test_email(make, read, charset):
    (document,) = read("a.eml", make.mail(charset=charset))
    assert document.text == make.NEWS
    assert document.meta == {
        "subject": "Встреча в Баку",
        "from": "Иван Петров <ivan@example.org>",
        "date": "2017-09-07",
    }


def test_email_with_html_only(make, read):
    (document,) = read("a.eml", make.mail(html=f"<p>{make.NEWS}</p>"))
    assert document.text == make.NEWS


def test_email_with_text_html_and_an_attachment(make, read):
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(make.NEWS)
    message.add_alternative("<p>Другое</p>", subtype="html")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="x.zip")
    (document,) = read("a.eml", bytes(message))
    assert document.text == make.NEWS
    assert "x.zip" in str(document.note)


def test_email_with_a_wrong_charset(make, read):
    raw = make.mail(charset="koi8-r").replace(b"koi8-r", b"us-ascii")
    assert read("a.eml", raw)[0].text == make.NEWS


def test_members_of_an_archive_are_documents(make, read, samples):
    raw = make.zipped(
        {
            "a.txt": make.NEWS.encode("cp1251"),
            "b/c.jsonl": b'{"id": "x", "text": "1"}\n{"text": "2"}',
            "page.html": samples[".html"],
            "__MACOSX/._a.txt": b"\0\5",
            ".hidden": b"x",
            "in.zip": samples[".zip"],
            "x.png": b"\x89PNG",
        }
    )
    found = read("n.zip", raw)
    assert [d.doc_id for d in found] == [
        *("n.zip!/a.txt", "x", "n.zip!/b/c.jsonl:2", "n.zip!/page.html"),
        *("n.zip!/in.zip", "n.zip!/x.png"),
    ]
    assert [d.error is None for d in found] == [True] * 4 + [False] * 2
    assert found[0].encoding == "cp1251"
    assert "an archive inside an archive" in str(found[4].error)


def test_member_names_in_an_old_encoding(make, read):
    raw = make.zipped({"aaaa.txt": b"1"}).replace(b"aaaa.txt", "Баку".encode("cp866") + b".txt")
    assert [d.doc_id for d in read("a.zip", raw)] == ["a.zip!/Баку.txt"]


def test_a_member_with_a_parent_path_creates_no_file(make, read, tmp_path):
    (document,) = read("a.zip", make.zipped({"../../x.txt": b"1"}))
    assert (document.doc_id, document.text) == ("a.zip!/../../x.txt", "1")
    assert not (tmp_path.parent / "x.txt").exists()


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("MAX_TOTAL", 1000, "1,000 bytes"),
        ("MAX_MEMBERS", 1, "the limit of 1"),
        ("RATIO_FROM", 1000, "200 times"),
    ],
)
def test_a_zip_bomb_is_refused(make, read, monkeypatch, limit, value, words):
    monkeypatch.setattr(archive, limit, value)
    (document,) = read("a.zip", make.zipped({"a.txt": b"0" * 1_000_000, "b.txt": b"1"}))
    assert words in str(document.error)
    assert "unpack it" in str(document.error)


def test_a_zip_bomb_with_a_false_size_is_refused(read, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 1_000_000)
    (document,) = read("a.txt.gz", gzip.compress(b"0" * 5_000_000))
    assert "1,000,000 bytes" in str(document.error)


def test_a_zip_bomb_as_a_word_document_is_refused(make, read, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 1000)
    (document,) = read("a.docx", make.word())
    assert "over the limit of 1,000 bytes" in str(document.error)


def test_only_an_encrypted_member_fails(make, read):
    raw = bytearray(make.zipped({"a.txt": b"secret", "b.txt": b"open"}))
    raw[6] |= 1  # the flag of the first member, in its own header
    raw[raw.index(b"PK\1\2") + 8] |= 1  # and in the central directory
    locked, good = read("a.zip", bytes(raw))
    assert "encrypted" in str(locked.error)
    assert good.text == "open"


def test_only_a_damaged_member_fails(read):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a.txt", "Баку")
        packed.writestr("b.txt", "Москва")
    raw = file.getvalue().replace("Баку".encode(), "Бакы".encode())
    damaged, good = read("a.zip", raw)
    assert "CRC" in str(damaged.error)
    assert good.text == "Москва"


def test_gzipped_records(make, read):
    (document,) = read("a.jsonl.gz", gzip.compress(b'{"text": "1"}'))
    assert (document.doc_id, document.text) == ("a.jsonl.gz!/a.jsonl:1", "1")
    (document,) = read("a.tar.gz", gzip.compress(b"x"))
    assert "unpack it" in str(document.error)


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [("trafilatura", "a.html", "html"), ("docx", "a.docx", "docx"), ("pypdf", "a.pdf", "pdf")],
)
def test_a_missing_library_is_an_error_with_the_pip_command(
    read, samples, monkeypatch, module, name, extra
):
    monkeypatch.setitem(sys.modules, module, None)
    raw = samples[name[1:]]
    line = f'pip install "imena[{extra}]"'
    with pytest.raises(MissingExtraError) as raised:
        read(name, raw)
    assert line in str(raised.value)
    (document,) = read(name, raw, named=False)
    assert line in str(document.error)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('{"id": "x", "text": "Баку"}\n{"text": "Москва"}', ["x", "stdin:2"]),
        ("id,text\nx,Баку\ny,Москва", ["x", "y"]),
        ("id;text\r\nx;Баку\r\ny;Москва", ["x", "y"]),
        ("text\nБаку", ["stdin"]),
        ("{Баку}", ["stdin"]),
        ("Герасимов, а с ним text, прилетел", ["stdin"]),
        ("", ["stdin"]),
    ],
)
def test_standard_input_may_be_records(monkeypatch, given, expected):
    class Stdin:
        buffer = io.BytesIO(given.encode())

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert [d.doc_id for d in read_paths(["-"], OPTIONS)] == expected


def test_a_lone_surrogate_is_replaced(read):
    (document,) = read("a.jsonl", b'{"text": "\\u0411\\ud83d\\u0430"}')
    assert document.text == "Б\ufffdа"
    assert "emoji" in str(document.note)


def test_a_charset_declared_late_in_the_head():
    assert html.decode_page(b"<meta charset=koi8-r>" + "Я".encode("koi8-r")).encoding == "koi8-r"


@pytest.mark.parametrize("block", re.findall(r"^```python\n(.*?)^```$", DOCS, re.M | re.S))
def test_the_documentation_runs(block, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(compile(block, "formats.md", "exec"), {})
    assert "Баку" in capsys.readouterr().out or "baku" in block


def test_the_documentation_names_every_format():
    assert [suffix for suffix in [*READERS, *ARCHIVES] if f"`{suffix}`" not in DOCS] == []
