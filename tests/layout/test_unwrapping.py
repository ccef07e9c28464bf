"""Physical lines, and the features of a line break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.layout.unwrapping import LINE_BREAK, LineBreak, line_breaks, split_lines


def features(text):
    (line_break,) = line_breaks(split_lines(text))
    return line_break


def test_lines_have_offsets_and_widths():
    lines = split_lines("Раз \r\n\r\n  Два")
    assert [(line.start, line.end, line.text, line.width) for line in lines] == [
        (0, 4, "Раз", 3),
        (6, 6, "", 0),
        (8, 13, "Два", 5),
    ]
    assert [line.after_blank for line in lines] == [True, False, True]
    assert split_lines("  Два", indented=False)[0].width == 3


def test_blank_lines_have_no_line_break():
    assert [b.following.text for b in line_breaks(split_lines("а\nб\n\nв\nг"))] == ["б", "г"]


@pytest.mark.parametrize(
    ("text", "lower", "item", "hyphenated", "ends"),
    [
        ("Он уехал\nв Баку", True, False, False, False),
        ("Он уехал.\nВ Баку", False, False, False, True),
        ("«Он уехал.»\n— И я", False, True, False, True),
        ("Гера-\nсимов", True, False, True, False),
        ("Их два:\n1) Баку", False, True, False, False),
        ("»\n«", False, False, False, False),
    ],
)
def test_features(text, lower, item, hyphenated, ends):
    found = features(text)
    assert (found.starts_lower, found.starts_item, found.hyphenated) == (lower, item, hyphenated)
    assert found.ends_with(".!?") is ends


def test_a_line_overflows_when_the_next_word_does_not_fit():
    line_break = features("Он уехал\nдомой вчера")
    assert [line_break.overflows(width) for width in (13, 14)] == [True, False]


@given(st.text("аА .\n\r\u2028\x0b-", max_size=60))
def test_lines_cover_the_text(text):
    lines = split_lines(text)
    assert [text[line.start : line.end] for line in lines] == LINE_BREAK.split(text)
    assert all(isinstance(found, LineBreak) for found in line_breaks(lines))
