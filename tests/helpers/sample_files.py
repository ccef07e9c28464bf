"""Make small files of every format, so that the repository holds no binary samples."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage

import pandas as pd
import pytest

NEWS = "Начальник Генштаба Валерий Герасимов прилетел в Баку."
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}">
<title>Встреча в Баку — Газета</title>
<meta name="author" content="Иван Петров">
<meta property="article:published_time" content="2017-09-07T10:00:00+03:00">
<script>var x = "Путин";</script></head><body>
<nav><a href="/">Главная</a> <a href="/p">Политика</a></nav>
<article><h1>Встреча в Баку</h1>
<p>Начальник Генштаба генерал армии Валерий Герасимов прилетел в Баку.</p>
<p>Встреча с председателем Комитета начальников штабов Джозефом Данфордом прошла в четверг.</p>
</article><aside><h3>Читайте также</h3><a href="/1">Кремль напомнил об Анкоридже</a></aside>
<footer>Все права защищены</footer></body></html>"""


def page(charset: str = "utf-8", declared: str | None = None) -> bytes:
    return PAGE.format(charset=declared or charset).encode(charset, "xmlcharrefreplace")


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Make a PDF with these lines as its text layer, in a font of its own with a map to Unicode."""
    letters = sorted({letter for lines in pages for line in lines for letter in line})
    code = {letter: number for number, letter in enumerate(letters, 1)}
    table = "".join(f"<{n:02X}> <{ord(c):04X}>\n" for c, n in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(code)} beginbfchar\n{table}endbfchar endcmap end end"
    )
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Imena /ToUnicode 4 0 R >>",
        _stream(cmap),
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"<{''.join(f'{code[c]:02X}' for c in line)}> Tj T*\n" for line in lines)
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>",
            _stream(f"BT /F1 12 Tf 14 TL 50 800 Td\n{shown}ET" if lines else ""),
        ]
    return _pdf_of(objects)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _pdf_of(objects: Sequence[str]) -> bytes:
    raw, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(raw))
        raw += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(raw)}\n%%EOF"
    return raw + (head + entries + trailer).encode("ascii")


def word(text: str = NEWS) -> bytes:
    docx = pytest.importorskip("docx", reason='pip install "imena[docx]"')
    document = docx.Document()
    document.core_properties.title = "Встреча в Баку"
    document.add_heading("Встреча", 1)
    document.add_paragraph(text)
    table = document.add_table(2, 2)
    for cell, name in zip(table._cells, ["Россия", "Герасимов", "США", "Данфорд"], strict=True):
        cell.text = name
    document.add_paragraph("Конец.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def mail(text: str = NEWS, *, html: str | None = None, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["Subject"] = "Встреча в Баку"
    message["From"] = "Иван Петров <ivan@example.org>"
    message["Date"] = "Thu, 07 Sep 2017 10:00:00 +0300"
    if html is None:
        message.set_content(text, charset=charset, cte="base64")
    else:
        message.set_content(html, subtype="html", charset=charset, cte="quoted-printable")
    return bytes(message)


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return file.getvalue()


def parquet() -> bytes:
    file = io.BytesIO()
    pd.DataFrame({"id": ["p"], "text": [NEWS]}).to_parquet(file)
    return file.getvalue()


# The text of each file is or contains NEWS.
SAMPLES: dict[str, Callable[[], bytes]] = {
    ".txt": lambda: NEWS.encode(),
    ".jsonl": lambda: f'{{"id": "j", "text": "{NEWS}"}}\n'.encode(),
    ".csv": lambda: f"id,text\nc,{NEWS}\n".encode(),
    ".tsv": lambda: f"id\ttext\nt\t{NEWS}\n".encode(),
    ".parquet": parquet,
    ".html": lambda: page().replace("генерал армии ".encode(), b""),
    ".htm": lambda: page("cp1251").replace("генерал армии ".encode("cp1251"), b""),
    ".docx": word,
    ".pdf": lambda: pdf([["Начальник Генштаба Валерий", "Герасимов прилетел в Баку."]]),
    ".eml": mail,
    ".zip": lambda: zipped({"folder/a.txt": NEWS.encode()}),
    ".gz": lambda: gzip.compress(NEWS.encode()),
}
