"""brat's standoff: pairs of files, fragments, and lines that do not fit."""

import pytest

from imena.errors import UsageError
from imena.evaluation.gold import read_gold
from imena.evaluation.gold.brat import UNMARKED

TEXT = "Валерий\r\nГерасимов 😀 прилетел в Баку.\r\n"
LINES = [
    "T1\tPERSON 0 7;9 18\tВалерий Герасимов",
    "T2\tCITY 32 36\tБаку",
    "T3\tDATE 21 29\tприлетел",
    "R1\tLOCATED Arg1:T1 Arg2:T2",
    "#1\tAnnotatorNotes T1\tгенерал",
    "A1\tNegation T1",
    "",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "1.a.txt").write_bytes(TEXT.encode())
    (tmp_path / "news" / "1.a.ann").write_bytes("\n".join(LINES).encode())
    return tmp_path


def surfaces(path):
    return [
        (d.doc_id, [(d.text[start:end], label) for start, end, label in d.spans])
        for d in read_gold(path)
    ]


def test_a_folder(folder):
    expected = [("Валерий\r\nГерасимов", "PER"), ("Баку", "LOC")]
    assert surfaces(folder) == [("news/1.a", expected)]
    assert surfaces(folder / "news" / "1.a.ann") == [("1.a", expected)]
    assert surfaces(folder / "news" / "1.a.txt") == [("1.a", expected)]


def test_a_text_that_nobody_marked_is_left_out_and_counted(folder):
    (folder / "2.txt").write_text("Баку", "utf-8")
    gold = read_gold(folder)
    assert len(gold) == 1
    assert f"{UNMARKED}: 1" in gold.notes


def test_an_annotation_without_its_text(folder):
    (folder / "2.ann").write_text("", "utf-8")
    with pytest.raises(UsageError, match=r"2\.ann has no text: put 2\.txt beside it"):
        read_gold(folder)
    with pytest.raises(UsageError, match=r"2\.ann has no text"):
        read_gold(folder / "2.ann")
    assert len(read_gold(folder / "news" / "1.a.ann")) == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("T2\tCITY 32 36", "is no text-bound annotation"),
        ("T2\tCITY 32\tБаку", "is no text-bound annotation"),
        ("T2\tCITY a b\tБаку", "is no text-bound annotation"),
        ("T2 CITY 32 36 Баку", "is no text-bound annotation"),
        ("T2\tCITY 33 37\tБаку", "the text has «аку.» at 33, not «Баку»"),
        ("T2\tPERSON 0 7;32 36\tВалерий Баку", "between its fragments"),
    ],
)
def test_a_line_that_does_not_fit_is_named(folder, line, why):
    with (folder / "news" / "1.a.ann").open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(UsageError, match=rf"1\.a\.ann, line 7.*{why}"):
        read_gold(folder)
