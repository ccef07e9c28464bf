"""Test the tables on a terminal."""

import pytest
from tests.helpers.terminal import terminal_page

import imena
from imena.reporting import terminal


@pytest.mark.parametrize("width", [40, 80, 140])
def test_every_mention_and_entity_is_shown_within_the_width(tables, width):
    page = terminal_page(tables, width)
    assert max(map(len, page.splitlines())) <= width
    assert page.count("Самир Рагимов") >= 4
    for row in tables.mentions.itertuples():
        assert f"{row.start} " in page


def test_a_mention_stands_in_its_own_context(nlp):
    tables = imena.extract(["Из Баку в Москву и снова в Баку."], model=nlp)
    lines = [line for line in terminal_page(tables, 60).splitlines() if " LOC " in line][:3]
    assert "Из Баку в" in lines[0]
    assert "снова в Баку." in lines[2]


HOSTILE = ["[red]x", "[/b].txt", "a:100:b", "\x1b]0;x\x07", "[link=file:///]"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_cannot_write_to_the_terminal(nlp, hostile):
    text = f"Владимир {hostile} Путин прилетел в Баку\x1b[2J. Встретил {hostile} Герасимов."
    tables = imena.extract([(hostile, text), ("b", text)], model=nlp)
    page = terminal_page(tables, 120)
    assert "\x1b[2J" not in page
    assert "\x07" not in page
    visible = hostile.replace("\x1b", " ").replace("\x07", " ").strip()
    assert visible in page


def test_long_tables_end_with_a_count_of_the_rest(tables, monkeypatch):
    monkeypatch.setattr(terminal, "MAX_MENTIONS", 10)
    assert "142 more mentions" in terminal_page(tables, 80)
