"""Test Excel workbooks, read back by openpyxl."""

import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from tests.helpers.made import made

import imena
from imena import schema
from imena.errors import UsageError
from imena.tables import xlsx


def opened(tables, path):
    tables.write(path)
    return openpyxl.load_workbook(path)


def rows(sheet):
    return list(sheet.iter_rows(values_only=True))


def test_every_table_is_a_sheet(tables, tmp_path):
    book = opened(tables, tmp_path / "m.xlsx")
    assert book.sheetnames == ["mentions", "entities", "documents", "about"]
    for name in ("mentions", "entities", "documents"):
        frame, cells = getattr(tables, name), rows(book[name])
        assert list(cells[0]) == schema.SCHEMAS[name].names
        assert len(cells) == len(frame) + 1
    mentions = rows(book["mentions"])
    column = mentions[0].index
    assert [row[column("sentence")] for row in mentions[1:]] == tables.mentions["sentence"].tolist()
    assert mentions[1][column("start")] == 0
    assert mentions[1][column("score")] is None
    assert mentions[2][column("score")] == pytest.approx(tables.mentions["score"][1], abs=1e-7)
    assert rows(book["entities"])[2][5] == '["России", "РФ", "Россией", "Россия"]'


def test_pandas_reads_what_was_written(tables, tmp_path):
    tables.write(tmp_path / "m.xlsx")
    frame = pd.read_excel(tmp_path / "m.xlsx", dtype={"geonames": str}, sheet_name="entities")
    assert frame["name"].tolist() == tables.entities["name"].tolist()
    assert frame["n_mentions"].tolist() == tables.entities["n_mentions"].tolist()
    assert frame["geonames"].dropna().tolist() == tables.entities["geonames"].dropna().tolist()


def test_a_sheet_has_filters_and_a_frozen_header(tables, tmp_path):
    sheet = opened(tables, tmp_path / "m.xlsx")["mentions"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:V{len(tables.mentions) + 1}"
    sentence, text, start = (sheet.column_dimensions[letter].width for letter in "VHC")
    assert sentence > text > start > 0
    assert sheet["A1"].font.bold


def test_the_sheet_about_describes_columns_and_the_run(tables, tmp_path):
    cells = rows(opened(tables, tmp_path / "m.xlsx")["about"])
    meanings = {(table, column): meaning for table, column, meaning in cells}
    assert meanings["mentions", "nested_in"].startswith("mention_id of the smallest enclosing")
    assert meanings["entities", "wikidata"] == "Wikidata id"
    assert meanings["run", "model.name"] == "ru_imena_sm"
    assert meanings["run", "counts.mentions"] == "152"
    assert ("run", "created") not in meanings
    assert "sqlite" in meanings["left out", "texts, tokens"]


def test_a_filtered_run_has_a_note(tables, tmp_path):
    people = replace(tables, mentions=tables.mentions[tables.mentions["label"] == "PER"])
    cells = rows(opened(people, tmp_path / "m.xlsx")["about"])
    assert ("run", "filtered", "true") in cells


TEXTS = {
    "formula": "=1+1",
    "link": "http://example.org/ и mailto:a@b.c",
    "number": "0012",
    "escape": "_x0041_ и _x000D_",
    "rich": "<r><t>Баку</t></r>",
    "broken rich": "<r>Баку & <b></r>",
    "space": "  по краям  ",
    "lines": "один\nдва\tтри",
    "quote": "'=1+1",
    "emoji": "😀 \u202eБаку\u202c \ufeff",
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_stays_text(name, tmp_path):
    text = TEXTS[name]
    sheet = opened(made({text: (text, [(0, len(text), "PER")])}), tmp_path / "m.xlsx")["mentions"]
    cell = sheet["H2"]
    assert cell.data_type in ("s", "inlineStr")
    assert openpyxl.utils.escape.unescape(cell.value) == text
    assert cell.hyperlink is None
    assert cell.quotePrefix == text.startswith("=")


def test_characters_that_xml_cannot_contain_are_replaced(tmp_path):
    text = "Ба\x00\x0bку\r\nи\rМосква\uffff"
    sheet = opened(made({"a": (text, [(0, len(text), "LOC")])}), tmp_path / "m.xlsx")["mentions"]
    assert sheet["H2"].value == "Ба\ufffd\ufffdку\nи\nМосква\ufffd"


@pytest.mark.parametrize("letter", ["а", "😀"])
def test_a_cell_that_is_too_long_is_cut_with_a_note(letter, tmp_path):
    tables = made({"a": ("Баку", [(0, 4, "LOC")])})
    documents = tables.documents.assign(meta=letter * 33_000)
    book = opened(replace(tables, documents=documents), tmp_path / "m.xlsx")
    (cut,) = [v for row in rows(book["documents"]) for v in row if str(v).startswith(letter)]
    assert cut.endswith("… [cut: 33,000 characters]")
    assert 32_700 < len(cut.encode("utf-16-le")) / 2 <= 32_767
    assert ("cut", "documents, row 2, meta") in [row[:2] for row in rows(book["about"])]


@pytest.mark.parametrize("letter", ["а", "😀"])
def test_a_cell_of_the_maximum_length_is_not_cut(letter, tmp_path):
    tables = made({"a": ("Баку", [(0, 4, "LOC")])})
    longest = letter * (32_766 // (len(letter.encode("utf-16-le")) // 2))
    book = opened(
        replace(tables, documents=tables.documents.assign(meta=longest)), tmp_path / "m.xlsx"
    )
    assert longest in [v for row in rows(book["documents"]) for v in row]


def test_more_rows_than_a_sheet_has(tables, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 151)
    with pytest.raises(UsageError, match=r"mentions has 152 rows.*can have 151: write \.csv"):
        tables.write(tmp_path / "m.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_file_contains_no_date(tables, tmp_path):
    tables.write(tmp_path / "m.xlsx")
    with zipfile.ZipFile(tmp_path / "m.xlsx") as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}
        assert b"2000-01-01" in file.read("docProps/core.xml")


def test_custom_labels(nlp, tmp_path):
    own = imena.load()
    ruler = own.add_pipe("entity_ruler", before="recognise")
    ruler.add_patterns([{"label": "GPE", "pattern": "Баку"}])
    found = imena.extract(["Валерий Герасимов прилетел в Баку."], model=own)
    assert [row[5] for row in rows(opened(found, tmp_path / "m.xlsx")["mentions"])][1:] == [
        "PER", "GPE",
    ]  # fmt: skip
