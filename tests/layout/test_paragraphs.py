"""Where a paragraph starts: | marks the starts that are expected."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imena.layout.paragraphs import paragraph_starts
from imena.layout.unwrapping import LINE_BREAK

PROSE = (
    "Начальник Генштаба Вооруженных сил РФ генерал армии Валерий Герасимов и председатель Комитета "
    "начальников штабов Вооруженных сил США генерал Джозеф Данфорд обменялись мнениями о текущем "
    "состоянии отношений, говорится в сообщении."
)
CASES = {
    "headings": "|Новости дня\n|В Баку началась встреча.\n|\n|Рубрики",
    "teasers printed twice": (
        "|Фидан заявил об уходе США из Сирии\n|Фидан заявил об уходе США из Сирии новость дополнена"
        "\n|23 января 2026, 23:10 2032\n|«Не загоняйте Иран в угол»: Фидан предостерег США\n"
        "|«Не загоняйте Иран в угол»: Фидан предостерег США"
    ),
    "wrapped at a fixed width": "|" + textwrap.fill(PROSE, 64),
    "a heading above wrapped text": "|Переговоры в столице\n|" + textwrap.fill(PROSE, 72),
    "paragraphs of one long line": "|" + "Слово за слово. " * 20 + "\n|" + "Дело за делом. " * 20,
    "a chat in lower case": "|привет\n|как дела\n|видел новости про баку",
    "all kinds of line breaks": "|Раз\r\n|Два\r|Три\u2028|Четыре\x0b|Пять",
    "nothing": "|",
}


@pytest.mark.parametrize("name", CASES)
def test_paragraphs(name):
    marked = CASES[name]
    text = marked.replace("|", "")
    starts = paragraph_starts(text)
    found = "".join("|" * starts.count(i) + text[i : i + 1] for i in range(len(text) + 1))
    assert found == marked


@given(st.text(alphabet="аб А.\n\r\u2028 ", max_size=300))
def test_every_paragraph_starts_after_a_line_break(text):
    starts = paragraph_starts(text)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    ends = {match.end() for match in LINE_BREAK.finditer(text)}
    assert set(starts[1:]) <= ends
