"""Zones of the lines of a page: each line carries the first letter of its zone, b h t c or m."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from imena.layout.blocks import Block, layout
from imena.layout.unwrapping import LINE_BREAK
from imena.schema import ZONES

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "tests" / "data" / "pages"
LETTERS = {zone[0]: zone for zone in ZONES}
PROSE = (
    "Начальник порта Артём Лукошин и глава Заозёрска Денис Корабельников договорились о ремонте "
    "причала, который закрыт с прошлой осени. Работы обойдутся городу в сорок миллионов рублей."
)
MORE = "По словам Лукошина, подрядчика выберут в мае, а первые суда причал примет в сентябре."
ARTICLE = "h Причал в Заозёрске откроют осенью\nb PROSE\nb MORE"
CASES = """\
== an article
ARTICLE
== no line breaks
b PROSE MORE PROSE
== one title
b Причал в Заозёрске откроют осенью
== a subheading
ARTICLE
h Что дальше
b MORE
== a chat in lower case
b привет
b как дела
b видел новости про баку
b ага
b привет
== a chat with capitals
b Привет, Маша
b Привет, Олег
b Видела новости про Заозёрск
b Какие
b Мост закрыли там
b Серьёзно
== a chat with times in the lines
b [10:15] Олег: Видела новости про Заозёрск
b [10:16] Маша: Какие
b [10:16] Олег: Мост там закрыли на ремонт
b [10:17] Маша: Серьёзно
== a chat with times between the lines
m 10:15
b Коллеги, кто видел отчёт Лукошина
m 10:16
b Я видела его у Дениса на столе
m 10:18
b Тогда заберите его до обеда, пожалуйста
== verse with a refrain
b Над Ильмою туман лежит
b И спит Заозёрск за рекой

b Плыви, моя лодка, плыви домой
b Плыви по реке под луной

b Никто на причале не ждёт
b Никто не помашет рукой

b Плыви, моя лодка, плыви домой
b Плыви по реке под луной
== a list
ARTICLE
b В заседании участвовали:
b - глава города Денис Корабельников;
b - министр транспорта Елена Загребина;
b - ректор Павел Охотников.
== a list without prose
b Денис Корабельников
b Елена Загребина
b Павел Охотников
== a table
ARTICLE
b Команда\tИ\tО
b «Ладога»\t7\t12
b «Волна»\t7\t16
b «Спутник»\t7\t8
== a table alone
b Город;Глава;Год
b Заозёрск;Денис Корабельников;2019
b Мысовск;Юрий Калитин;2021
== a dialogue
b PROSE
b — Кто это сказал?
b — Лукошин.
b — А Корабельников?
b — Промолчал.
== dates in sentences
b PROSE
b Это было 12 мая 2019 года.
b Суд начался 15 мая в 10:30.
== a sentence that begins with a photo
b PROSE
b Фото из архива Лукошина показали на суде.
== a sentence on a photo
b PROSE
b На фото виден плакат, который держит Лукошин.
== a sentence on subscribers
b PROSE
b Подписаться на газету Лукошин предложил всем.
== a quotation printed twice
b PROSE
b MORE
b PROSE
b MORE
== date above and counter below
m 14 мая 2024, 16:42
h Причал откроют осенью
m 1742
b PROSE
== credits
ARTICLE
c Фото: Инна Лебедь
c На фото: Артём Лукошин на причале
c Причал. Фото из семейного архива
c © Инна Лебедь
b MORE
== rights
ARTICLE
m © Заозёрские вести, 2024. Все права защищены
m 16+
== a separator
ARTICLE
m * * *
b MORE
m ---
b MORE
== teasers below a label
ARTICLE
m Читайте также
t Паводок на Ильме пошёл на спад
t В Заозёрске строят автовокзал
== the text goes on below the teasers
ARTICLE
m Читайте также:
t Паводок на Ильме пошёл на спад

b MORE

h Что дальше

b PROSE
== a teaser in the text
ARTICLE
t Читайте также: Паводок на Ильме пошёл на спад
b MORE
== teasers with counters
ARTICLE
t Паводок на Ильме пошёл на спад
m 17:40 5210
t В Заозёрске строят автовокзал
m 16:12 8943
== teasers with dates
ARTICLE
t Паводок на Ильме пошёл на спад
m 12.03.2019, 10:15
t В Заозёрске строят автовокзал
m 12.03.2019, 09:40
== teasers printed twice
ARTICLE
t Паводок на Ильме пошёл на спад
t Паводок на Ильме пошёл на спад видео
t В Заозёрске строят автовокзал
t В Заозёрске строят автовокзал наш репортаж
== a live blog
h Шторм на побережье. Онлайн
m 21:17
b PROSE
m 20:45
b MORE
m 20:02
b Аэропорт Мысовска закрыт
m 19:30
b PROSE
== a forum
h Что строят у вокзала?
m kote_78
m 12.04.2021, 10:15
b PROSE
m Марья Ивановна
m 12.04.2021, 10:42
b Опять торговый центр
m Ответить
== an e-mail
m От: Денис Зуев
m Кому: Анна Вельская
m Тема: Причал
b Добрый день!
b PROSE
== navigation
m Главная
m Новости
m Первая лига
m Войти
h Причал откроют осенью
b PROSE
== navigation in a line
m Политика | Экономика | Общество
h Причал откроют осенью
b PROSE
== controls
ARTICLE
m Поделиться
m Комментарии (14)
m Теги: причал, Заозёрск
m Ответить | Цитировать
== wrapped at a fixed width
b Начальник порта Артём Лукошин и глава Заозёрска Денис
b Корабельников договорились о ремонте причала, который закрыт с
b прошлой осени. Работы обойдутся городу в сорок миллионов рублей.
== a heading above wrapped text
h Причал в Заозёрске
b Начальник порта Артём Лукошин и глава Заозёрска Денис Корабельников
b договорились о ремонте причала, который закрыт с прошлой осени. Работы
b обойдутся городу в сорок миллионов рублей.
"""


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
    """A floor; benchmarks/layout.py --lines prints what is wrong."""
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
