"""Test the blocks of a page: their zones, and which of them repeat an earlier block."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.layout.zone_cases import ARTICLE, CASES, MORE, PROSE

from imena.layout.blocks import Block, layout
from imena.layout.unwrapping import LINE_BREAK
from imena.schema import ZONES

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "tests" / "data" / "pages"
LETTERS = {zone[0]: zone for zone in ZONES}


def zones_by_line(text):
    return [
        block.zone
        for block in layout(text)
        for line in LINE_BREAK.split(text[block.start : block.end])
        if line.strip()
    ]


def cases():
    filled = CASES.replace("ARTICLE", ARTICLE).replace("PROSE", PROSE).replace("MORE", MORE)
    for case in filled.split("== ")[1:]:
        name, marked = case.split("\n", 1)
        yield pytest.param(marked.rstrip("\n"), id=name)


@pytest.mark.parametrize("marked", list(cases()))
def test_zones(marked):
    expected = [line for line in marked.split("\n") if line]
    zones = zones_by_line("\n".join(line[2:] for line in marked.split("\n")))
    marked_lines = [f"{zone[0]} {line[2:]}" for zone, line in zip(zones, expected, strict=True)]
    assert marked_lines == expected


REPEATS = {
    "exact": (["Паводок на Ильме пошёл на спад", PROSE, "Паводок на Ильме пошёл на спад"], [2]),
    "case and spaces": (["Паводок на Ильме пошёл", PROSE, "ПАВОДОК на  Ильме пошел"], [2]),
    "a time behind": (["Паводок на Ильме пошёл", PROSE, "Паводок на Ильме пошёл 12:40"], [2]),
    "a date behind": (["Паводок на Ильме пошёл", PROSE, "Паводок на Ильме пошёл, 5 мая 2024"], [2]),
    "status": (
        ["Паводок на Ильме пошёл", PROSE, "Паводок на Ильме пошёл фото, обновлено 00:11"],
        [2],
    ),
    "any words, next line": (["Паводок на Ильме пошёл", "Паводок на Ильме пошёл у нас лишь"], [1]),
    "the longer line first": (["Паводок на Ильме пошёл у нас лишь", "Паводок на Ильме пошёл"], [1]),
    "any words, far away": (["Паводок на Ильме пошёл", PROSE, "Паводок на Ильме пошёл вспять"], []),
    "another date": (["5 мая 2024, 10:15 120", PROSE, "6 мая 2024, 10:15 120"], []),
    "said again": (["Да", "Россия", "Да", "Россия"], []),
    "a paragraph": ([PROSE, MORE, PROSE], [2]),
    "a list that counts": (["Дом номер 1 на улице", "Дом номер 2 на улице"], []),
}


@pytest.mark.parametrize("name", REPEATS)
def test_repeats(name):
    lines, expected = REPEATS[name]
    blocks = layout("\n".join(lines))
    assert [i for i, block in enumerate(blocks) if block.repeat_of is not None] == expected
    assert all(block.repeat_of in (None, 0) for block in blocks)


def test_the_page_that_ships():
    text = (ROOT / "examples" / "baku.txt").read_text("utf-8")
    blocks = layout(text)
    content = [text[block.start : block.end].strip() for block in blocks]
    teasers = next(i for i, line in enumerate(content) if line.startswith("Мир близко"))
    above = {i: block.zone for i, block in enumerate(blocks[:teasers])}
    assert above.pop(0) == "headline"
    meta = {content[i].strip("*\xa0 ") for i, zone in above.items() if zone == "meta"}
    assert meta == {"обновлено 19:14", "17121", ""}  # the last stands for the rows of stars
    assert {zone for zone in above.values() if zone != "meta"} == {"body"}
    assert {block.zone for block in blocks[teasers:]} == {"teaser", "meta"}
    second = content.index("ЭТО ВАЖНО") + 1
    for i in range(second, second + (second - 1 - teasers)):  # the second list, line by line
        first = blocks[i].repeat_of
        assert first is not None
        assert content[i].startswith(content[first][:20])
    for i in range(teasers, second - 1, 3):  # the title printed twice
        assert (blocks[i].repeat_of, blocks[i + 1].repeat_of) == (None, i)


def test_pages_in_the_manner_of_real_sites():
    """Check a lower bound; ``python -m benchmarks.layout --lines`` prints the wrong lines."""
    right = lines = 0
    for path in PAGES.glob("*.txt"):
        gold = [LETTERS[letter] for letter in path.with_suffix(".zones").read_text().split()]
        found = zones_by_line(path.read_text("utf-8"))
        right += sum(a == b for a, b in zip(gold, found, strict=True))
        lines += len(gold)
    assert lines > 400
    assert right / lines >= 0.95


LINES = ["Читайте также", "10:15", "10:15 1200", "Фото: Я", "Да.", "Паводок на Ильме пошёл"]
LINES += ["Паводок на Ильме пошёл фото", "Поделиться", "* * *", "5 мая 2024", "12", "", "От: Я"]
LINES += ["Тема: Я", "Контакты для СМИ:", "© Я", "Спорт", "- и я;", "а\tб\tв", "»", "«", ":", "16+"]


@given(
    st.one_of(
        st.text(max_size=300),
        st.text(alphabet="аб А.:»«1\n\r\u2028\x1c\x85\u3000\u200b ", max_size=300),
        st.lists(st.sampled_from([*LINES, PROSE, MORE]), max_size=40).map("\n".join),
    )
)
@example("\ufeff\n\x00\n\ud800")
@example("İ" * 10 + "\n" + "İ" * 10)
def test_any_text(text):
    blocks = layout(text)
    assert blocks == layout(text)
    end = 0
    for i, block in enumerate(blocks):
        assert end <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip()
        assert not text[end : block.start].strip()
        assert block.zone in ZONES
        first = block.repeat_of
        assert first is None or (first < i and blocks[first].repeat_of is None)
        end = block.end
    assert not text[end:].strip()
    starts = {0} | {match.end() for match in LINE_BREAK.finditer(text)}
    assert {block.start for block in blocks} <= starts


@pytest.mark.parametrize(
    "text",
    [
        "а" * 2_000_000,
        "слово " * 300_000,
        "« . ! " * 300_000,
        "Паводок на Ильме пошёл на спад\n17:40 5210\n" * 15_000,
        "Читайте также\nПаводок на Ильме\n" * 15_000,
        "Контакты для СМИ\nПаводок на Ильме\n" * 15_000,
        f"{PROSE}\n" * 5_000,
        "слово и дело\n" * 50_000,
        ("Слово и дело государево, о котором никто не знал ничего\nнаверняка " * 10_000),
        "12 " * 200_000,
        "- 12:40\n(5 мая 2024\n" * 5_000,
        "\n" * 1_000_000,
    ],
    ids=range(12),
)
def test_time_is_linear(text):
    began = time.perf_counter()
    layout(text)
    assert time.perf_counter() - began < 10  # a tenth of this here; quadratic code takes minutes


def test_a_block_is_a_plain_record():
    assert layout("Да.") == [Block(0, 3, "body")]
