"""Lines of printed pages that are joined into paragraphs: ⏎ is a line break, ¶ a new page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.layout.reflow import reflow

FULL = "Начальник Генштаба генерал армии прилетел в Баку и провёл там два дня,"  # a full line

CASES = [
    # A name is not cut by a line break, a hyphen or the number of a page.
    ("с ним встретился и Валерий⏎Герасимов", "с ним встретился и Валерий Герасимов"),
    (f"{FULL[:-12]} Валерий⏎Герасимов", f"{FULL[:-12]} Валерий Герасимов"),
    ("прилетел Валерий Гера-⏎симов в Баку.", "прилетел Валерий Герасимов в Баку."),
    ("прилетел Валерий Гера\u00ad⏎симов в Баку.", "прилетел Валерий Герасимов в Баку."),
    (f"{FULL} Валерий⏎— 3 —¶Герасимов улетел.", f"{FULL} Валерий Герасимов улетел."),
    (f"{FULL} Валерий¶12⏎Герасимов улетел.", f"{FULL} Валерий Герасимов улетел."),
    # A hyphen of the word's own stays.
    ("он улетел в Нью-⏎Йорк утром.", "он улетел в Нью-Йорк утром."),
    ("он улетел в Ростов-⏎на-Дону утром.", "он улетел в Ростов-на-Дону утром."),
    ("художник Петров-⏎Водкин умер.", "художник Петров-Водкин умер."),
    ("кто-⏎то из вице-⏎премьеров", "кто-то из вице-премьеров"),
    ("НАЧАЛЬНИК ГЕН-⏎ШТАБА ПРИЛЕТЕЛ", "НАЧАЛЬНИК ГЕНШТАБА ПРИЛЕТЕЛ"),
    # The rest of the text decides where it has the word.
    ("жар-птица и жар-⏎птица", "жар-птица и жар-птица"),
    ("самолёт и само-⏎лёт", "самолёт и самолёт"),
    # A title, a list and the last line of a paragraph stay apart from what follows.
    (f"Встреча в Баку⏎{FULL}⏎{FULL}", f"Встреча в Баку⏎{FULL} {FULL}"),
    (f"{FULL}⏎он улетел.⏎Другие остались.⏎{FULL}", f"{FULL} он улетел.⏎Другие остались.⏎{FULL}"),
    (f"{FULL}⏎• Россия⏎• США", f"{FULL}⏎• Россия⏎• США"),
    ("Валерий Герасимов⏎Джозеф Данфорд⏎Баку", "Валерий Герасимов⏎Джозеф Данфорд⏎Баку"),
    (f"{FULL}⏎⏎{FULL}", f"{FULL}⏎⏎{FULL}"),
]


@pytest.mark.parametrize(("printed", "expected"), CASES)
def test_cases(printed, expected):
    pages = printed.replace("⏎", "\n").split("¶")
    assert reflow(pages) == expected.replace("⏎", "\n")


def test_a_page_with_columns_has_its_own_width():
    narrow = [
        "прилетел и встретился с генералом Валерий",
        "Герасимов из Москвы, а потом улетел назад",
    ]
    assert reflow(["\n".join([FULL + FULL] * 40), "\n".join(narrow * 6)]).count("\n") == 0


@given(st.lists(st.text("аБв -.,1\n\u00ad•", max_size=80), max_size=4))
def test_no_letter_is_lost(pages):
    letters = [c for c in "".join(pages) if c.isalpha()]
    assert [c for c in reflow(pages) if c.isalpha()] == letters
