"""Test gold in brat's standoff format: pairs of files, fragments and invalid lines."""

import pytest

from imena.errors import UsageError
from imena.evaluation.gold import read_gold
from imena.evaluation.gold.brat import HOLES, UNMARKED

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


def test_a_text_without_annotations_is_left_out_and_counted(folder):
    (folder / "2.txt").write_text("Баку", "utf-8")
    gold = read_gold(folder)
    assert len(gold) == 1
    assert f"{UNMARKED}: 1" in gold.notes


def test_an_annotation_without_its_text(folder):
    (folder / "2.ann").write_text("", "utf-8")
    with pytest.raises(UsageError, match=r"2\.ann has no text file: put 2\.txt next to it"):
        read_gold(folder)
    with pytest.raises(UsageError, match=r"2\.ann has no text"):
        read_gold(folder / "2.ann")
    assert len(read_gold(folder / "news" / "1.a.ann")) == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("T2\tCITY 32 36", "not a text-bound annotation"),
        ("T2\tCITY 32\tБаку", "not a text-bound annotation"),
        ("T2\tCITY a b\tБаку", "not a text-bound annotation"),
        ("T2 CITY 32 36 Баку", "not a text-bound annotation"),
        ("T2\tCITY 33 37\tБаку", "the text at 33 is «аку.», not «Баку»"),
        ("T2\tPERSON 0 7;32 36\tВалерий Иван", "the text at 0 is «Валерий Баку»"),
        ("T2\tPERSON 0 7;32 99\tВалерий Баку", "32 to 99 is outside the text"),
        ("T2\tPERSON 7 0;32 36\tБаку", "7 to 0 is outside the text"),
    ],
)
def test_an_invalid_line_is_named(folder, line, why):
    with (folder / "news" / "1.a.ann").open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(UsageError, match=rf"1\.a\.ann, line 7.*{why}"):
        read_gold(folder)


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("T2\tPERSON 0 7;32 36\tВалерий Баку", [f"{HOLES}: 1"]),
        ("T2\tPERSON 32 36;0 7\tБаку Валерий", [f"{HOLES}: 1"]),
        ("T2\tDATE 0 7;32 36\tВалерий Баку", []),
        ("T2\tPERSON 9 18;0 7\tГерасимов Валерий", []),
    ],
)
def test_a_discontinuous_mention_is_left_out_and_counted(folder, line, notes):
    before = surfaces(folder)
    with (folder / "news" / "1.a.ann").open("a", encoding="utf-8") as file:
        file.write(line)
    assert surfaces(folder) == before
    dates = 2 if "DATE" in line else 1
    left_out = f"gold labels other than PER, LOC, ORG, left out: DATE {dates}"
    assert read_gold(folder).notes == (*notes, left_out)


@pytest.mark.parametrize("text", ["Иван в Баку.", "\ufeffИван в Баку."])
@pytest.mark.parametrize(
    ("annotations", "counted"),
    [
        ("T1\tPER 0 4\tИван\nT2\tLOC 7 11\tБаку\n", False),
        ("T1\tPER 1 5\tИван\nT2\tLOC 8 12\tБаку\n", True),
        ("T1\tPER 0 5\t\ufeffИван\nT2\tLOC 8 12\tБаку\n", True),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_marks(tmp_path, text, annotations, counted, mark):
    (tmp_path / "1.txt").write_text(text, "utf-8")
    (tmp_path / "1.ann").write_text(mark + annotations, "utf-8")
    if counted and text[0] != "\ufeff":
        with pytest.raises(UsageError, match=r"1\.ann, line \d: the text at"):
            read_gold(tmp_path)
    else:
        assert surfaces(tmp_path) == [("1", [("Иван", "PER"), ("Баку", "LOC")])]
        assert read_gold(tmp_path)[0].text == "Иван в Баку."
