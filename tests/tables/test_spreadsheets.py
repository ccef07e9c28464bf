"""Test that hostile texts in spreadsheets are plain cells of text in LibreOffice."""

import pytest
from tests.helpers.hostile import TEXTS
from tests.helpers.made import made
from tests.helpers.office import sheets

import imena
from imena.tables.delimited import FORMULA_STARTS
from imena.tables.xml import legal

# Texts that begin like formulas, as the surface, the document id and the sentence of a mention.
STARTS = [
    '=HYPERLINK("http://127.0.0.1/","Баку")', "=1+1", "+1+1", "-1-1", "@SUM(1)", "\t=1+1", "\r=1+1",
    '=cmd|"/C calc"!A0', "http://127.0.0.1/", "mailto:a@b.c", "'=1+1", "<r><t>=1+1</t></r>",
    "0012", "1e5", "1/2", "#REF!", "=1/0", "TRUE", "_x003D_1+1", "\n=1+1", " =1+1", "＝1+1",
]  # fmt: skip


def tables():
    found = made({text: (text, [(0, len(text), "LOC")]) for text in STARTS})
    return found


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Return the mentions of both corpora as LibreOffice shows them, by suffix."""
    folder = tmp_path_factory.mktemp("office")
    found = {}
    for name, corpus in (("starts", tables()), ("hostile", imena.extract(TEXTS))):
        for suffix in (".csv", ".xlsx"):
            path = folder / f"{name}{suffix}"
            corpus.write(path)
            found[name, suffix] = sheets(path, folder)
    return found


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("name", ["starts", "hostile"])
def test_no_cell_is_a_formula(name, suffix, opened):
    cells = [cell for sheet in opened[name, suffix].values() for row in sheet for cell in row]
    assert len(cells) > 100
    for cell in cells:
        assert cell.formula is None, cell
        assert cell.links == 0, cell
        assert cell.kind in (None, "string", "float"), cell


def texts_of(sheet, column):
    (head, *rows) = [row for row in sheet if row and row[0].text]
    index = [cell.text for cell in head].index(column)
    return [row[index].text for row in rows]


@pytest.mark.parametrize("column", ["doc_id", "text", "sentence"])
def test_a_workbook_has_the_unchanged_texts(column, opened):
    sheet = opened["starts", ".xlsx"]["mentions"]
    assert texts_of(sheet, column) == [legal(text) for text in STARTS]
    kinds = {row[0].kind for row in sheet if row and row[0].text}
    assert kinds == {"string"}


def test_a_csv_file_escapes_formulas(opened):
    (sheet,) = opened["starts", ".csv"].values()
    for text, seen in zip(STARTS, texts_of(sheet, "text"), strict=True):
        if text.startswith(FORMULA_STARTS):
            assert seen.startswith("'")


def test_hostile_names_are_included(opened):
    for suffix in (".csv", ".xlsx"):
        sheet = next(iter(opened["hostile", suffix].values()))
        seen = set(texts_of(sheet, "text"))
        assert {"Баку", "Валерий Герасимов"} <= seen
