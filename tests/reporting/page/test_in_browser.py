"""Test the page of the report in Chromium, by mouse and by keyboard."""

from dataclasses import replace

import pandas as pd
import pytest
from tests.helpers.hostile import TEXTS
from tests.helpers.report_page import clean

import imena
from imena.api.report import report


def rows(page):
    return page.locator("#table tbody th").all_inner_texts()


def test_search_finds_any_form_in_any_case(baku_page):
    with clean(baku_page) as page:
        everything = rows(page)
        assert len(everything) == 33
        page.locator("#search").fill("минОБОРОНЫ рф")
        assert rows(page) == ["Министерство обороны России"]
        assert page.locator("#found").inner_text() == "1 entity found"
        page.locator("#search").fill("щщщ")
        assert rows(page) == []
        assert "No entity matches" in page.locator("#found").inner_text()
        page.locator("#search").fill("")
        assert rows(page) == everything


def test_search_does_not_distinguish_e_and_yo(tmp_path):
    tables = imena.extract(["Юрий Царёв приехал в Королёв."])
    report(tables, tmp_path / "page.html")
    with clean(tmp_path / "page.html") as page:
        for asked in ("царев", "ЦАРЁВ", "Цаpёв".replace("p", "р")):
            page.locator("#search").fill(asked)
            assert rows(page) == ["Юрий Царёв"]


def test_filter_by_label(baku_page):
    with clean(baku_page) as page:
        for label in ("ORG", "LOC"):
            page.locator(f"#labels input[value={label}]").uncheck()
        assert len(rows(page)) == 8
        assert set(page.locator("#table tbody .label").all_inner_texts()) == {"PER"}


def test_sort(news_page):
    with clean(news_page) as page:
        page.locator("#search").fill("ов")  # few enough for one page of the table
        head = page.locator("th[data-key=name]")
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        names = rows(page)
        assert len(names) > 5
        assert names == sorted(names, key=lambda name: name.lower().replace("ё", "е"))
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        assert rows(page) == names[::-1]
        assert page.locator("[aria-sort]").count() == 1
        mentions = page.locator("th[data-key=n_mentions]")
        mentions.get_by_role("button").click()
        counts = [int(n) for n in page.locator("#table tbody td:nth-child(3)").all_inner_texts()]
        assert counts == sorted(counts, reverse=True)


def test_pages_of_the_table(news_page, news):
    with clean(news_page) as page:
        first = rows(page)
        assert len(first) == 50
        assert page.locator("#page-of").inner_text() == "Страница 1 из 3"
        page.locator("#page-next").click()
        assert not set(rows(page)) & set(first)
        page.locator("#page-next").click()
        assert page.locator("#page-next").is_disabled()
        assert len(rows(page)) == len(news.entities) - 100
        page.locator("#search").fill("барак")
        assert rows(page) == ["Барак Обама"]
        assert not page.locator("#pager").is_visible()


def test_card(baku_page, tables):
    with clean(baku_page) as page:
        page.locator("#table").get_by_role("button", name="Джозеф Данфорд").click()
        card = page.locator("#card")
        assert card.locator("h2").inner_text() == "Джозеф Данфорд"
        assert page.evaluate("document.activeElement.id") == "card-title"
        assert "6 mentions · 1 document" in card.inner_text()
        assert "Данфорд — the surname of a full name in the same document" in card.inner_text()
        link = card.get_by_role("link", name="Wikidata")
        assert link.get_attribute("href") == "https://www.wikidata.org/wiki/Q6282969"
        contexts = card.locator(".context")
        found = tables.mentions[tables.mentions["entity"] == "Джозеф Данфорд"]
        assert card.locator(".context mark").all_inner_texts() == found["text"].tolist()
        contexts.nth(1).click()
        assert page.evaluate("document.activeElement.dataset.mention") == str(
            found["mention_id"].iloc[1]
        )
        page.keyboard.press("Escape")  # closes the tooltip of the mention that the page scrolled to
        page.keyboard.press("Escape")
        assert not card.is_visible()
        assert page.evaluate("document.activeElement.textContent") == "Джозеф Данфорд"


def test_the_focus_moves_to_the_row_if_the_opener_is_gone(news_page):
    with clean(news_page) as page:
        focused = "document.activeElement.textContent"
        by_name = page.locator("th[data-key=name] button")
        page.locator("#search").fill("ов")
        name = rows(page)[0]
        page.locator("#table tbody button").first.click()
        by_name.click()
        page.keyboard.press("Escape")
        assert page.evaluate(focused) == name
        page.locator("#table tbody button").first.click()
        page.locator("#search").fill("щщщ")
        page.locator("#card .close").click()
        assert page.evaluate("document.activeElement.id") == "entities"
        page.locator("article mark").first.click()
        page.locator("#next").click()
        page.locator("#card .close").click()
        assert page.evaluate("document.activeElement.id") == "entities"


def test_a_card_links_to_another(baku_page):
    with clean(baku_page) as page:
        page.locator("#table").get_by_role("button", name="Джозеф Данфорд").click()
        page.locator(".cooccurring").get_by_role("button", name="Баку").click()
        assert page.locator("#card h2").inner_text() == "Баку"


def test_contexts_are_shown_in_portions_with_a_count_of_the_rest(tmp_path):
    tables = imena.extract({f"d{i}": "Герасимов прилетел в Баку. " * 4 for i in range(12)})
    report(tables, tmp_path / "page.html", documents=10)
    with clean(tmp_path / "page.html") as page:
        page.locator("#table").get_by_role("button", name="Баку").click()
        contexts = page.locator("#card .context")
        assert contexts.count() == 30
        page.get_by_role("button", name="Show 10 more").click()
        assert contexts.count() == 40
        assert page.locator("#card h4").count() == 10
        assert (
            "8 mentions are in documents, or parts of documents"
            in page.locator("#card").inner_text()
        )


def test_a_mention_opens_its_entity(baku_page):
    with clean(baku_page) as page:
        mark = page.locator("article mark", has_text="Азербайджан").first
        assert mark.get_attribute("aria-label") == "Азербайджан, place"
        mark.click()
        assert page.locator("#card h2").inner_text() == "Азербайджан"


def test_tooltip_by_keyboard(baku_page):
    with clean(baku_page) as page:
        page.locator(".text").focus()
        page.keyboard.press("Tab")
        tooltip = page.locator("#tooltip")
        assert tooltip.is_visible()
        message = tooltip.inner_text()
        assert "Минобороны России" in message
        assert "is Министерство обороны России" in message
        assert "no model score · marked by a rule · headline" in message
        focused = page.locator("mark:focus")
        assert focused.get_attribute("aria-describedby") == "tooltip"
        page.keyboard.press("Tab")  # the inner name
        assert "model probability 0.94 · found by the model" in tooltip.inner_text()
        page.keyboard.press("Escape")
        assert not tooltip.is_visible()
        page.keyboard.press("Enter")
        assert page.locator("#card h2").inner_text() == "Россия"


def test_the_tooltip_stays_while_it_is_hovered(baku_page):
    with clean(baku_page) as page:
        page.locator("article mark").nth(6).hover()
        tooltip = page.locator("#tooltip")
        tooltip.hover()
        page.wait_for_timeout(400)
        assert tooltip.is_visible()
        page.locator("h1").hover()
        tooltip.wait_for(state="hidden")


def test_the_labels_of_the_chart_are_readable_on_a_phone(news_page):
    with clean(news_page, width=390, height=844) as page:
        page.locator("#table tbody button").first.click()
        for place in ("#chart", "#card"):
            word = page.locator(f"{place} .chart text").last
            word.wait_for()
            page.wait_for_timeout(100)
            assert word.evaluate("word => word.getScreenCTM().a * 12") >= 11


@pytest.mark.parametrize("width", [390, 1280])
def test_failed_documents_come_first_and_in_full(tmp_path, width):
    texts = [17, "", *["Герасимов прилетел в Баку."] * 30]
    frame = pd.DataFrame({"id": [f"d{i}" for i in range(len(texts))], "text": texts})
    report(imena.extract(frame), tmp_path / "page.html")
    with clean(tmp_path / "page.html", width=width, height=844) as page:
        page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        page.locator("header .bad a").click()
        box = page.locator("#documents .scroll")
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
        for row, message in enumerate(("failed", "empty")):
            state = box.locator("tbody tr").nth(row).locator(".state")
            assert message in state.inner_text()
            assert state.evaluate(
                """(cell) => {
                  const [cell_, box] = [cell, cell.closest('.scroll')].map(
                    (one) => one.getBoundingClientRect());
                  return cell_.right <= box.right + 1 && cell_.bottom <= innerHeight;
                }"""
            )
        if width > 640:
            top = "head => head.getBoundingClientRect().top"
            head = box.locator("thead th").first
            before = head.evaluate(top)
            box.evaluate("box => { box.scrollTop = 300; }")
            assert head.evaluate(top) == before


def test_teasers_and_copies_are_hidden_and_shown(baku_page):
    with clean(baku_page) as page:
        for box, kind in (("teasers", "teaser"), ("copies", "copy")):
            blocks = page.locator(f"article .{kind}")
            assert blocks.first.is_visible()
            page.locator(f"#{box}").uncheck()
            assert not any(block.is_visible() for block in blocks.all())
        assert page.locator("article .block.body").first.is_visible()
        # Choosing the context of a hidden mention shows this mention and nothing else.
        boxes = page.locator("#teasers, #copies")
        page.locator("#table tbody button").first.click()
        page.locator("#card .context").first.click()
        assert page.locator(".headline mark.chosen").is_visible()
        assert [box.is_checked() for box in boxes.all()] == [False, False]
        page.locator("#table").get_by_role("button", name="Самир Рагимов").click()
        page.locator("#card .context").first.click()
        assert page.locator(".teaser mark.chosen").is_visible()
        assert [box.is_checked() for box in boxes.all()] == [True, False]


def test_documents_can_be_chosen(news_page):
    with clean(news_page) as page:
        articles = page.locator("article")
        assert [article.is_visible() for article in articles.all()] == [True] + [False] * 9
        page.locator("#next").click()
        page.locator("#document").select_option("4")
        assert [place for place in range(10) if articles.nth(place).is_visible()] == [4]
        inside = page.locator("#inside button").all_inner_texts()
        marks = articles.nth(4).locator("mark").all()
        assert len(inside) == len({mark.get_attribute("data-entity") for mark in marks})
        page.locator("#documents").get_by_role("button", name="119336_text").click()
        assert articles.nth(0).is_visible()
        assert page.locator("#previous").is_disabled()


def test_time(news_page, news):
    dated = news.mentions[news.mentions["doc_id"] == news.documents["doc_id"][2]]
    with clean(news_page) as page:
        # four months, of which March has no mentions
        assert page.locator("#chart .bar").count() == 3
        page.locator("#search").fill(dated["entity"].iloc[0])
        page.locator("#table tbody button").first.click()
        card = page.locator("#card")
        assert "по месяцам" in card.inner_text()
        assert card.locator(".chart .bar title").text_content().startswith("02.2024: ")
        page.locator("#chart summary").focus()
        page.keyboard.press("Enter")
        page.set_viewport_size({"width": 800, "height": 600})  # the chart is drawn again
        numbers = page.locator("#chart .numbers tbody tr")
        bars = page.locator("#chart .bar title").all_text_contents()
        assert [" ".join(row.inner_text().split()) for row in numbers.all()] == [
            bar.replace(":", "").rsplit(" ", 1)[0] for bar in bars
        ]


def test_hostile_texts(tmp_path):
    frame = pd.DataFrame(
        {
            "id": list(TEXTS),
            "text": list(TEXTS.values()),
            "title": [f"</title><img src=x onerror=window.hacked=1>{name}" for name in TEXTS],
        }
    )
    tables = imena.extract(frame)
    report(tables, tmp_path / "page.html")
    with clean(tmp_path / "page.html") as page:
        shown = page.evaluate("[...document.querySelectorAll('.text')].map(t => t.textContent)")
        assert shown == list(TEXTS.values())
        for place in range(len(rows(page))):
            page.locator("#table tbody button").nth(place).click()
            page.locator("#card .context").first.click()
        page.locator("#net .node").first.hover()
        assert page.locator("img, iframe, object, a[href^=javascript]").count() == 0


def test_an_invalid_id_is_not_a_link(tables, tmp_path):
    entities = tables.entities.assign(wikidata="javascript:window.hacked=1", geonames="1/../x")
    report(replace(tables, entities=entities), tmp_path / "page.html")
    with clean(tmp_path / "page.html") as page:
        page.locator("#table tbody button").first.click()
        assert page.locator("#card a, #table a").count() == 0


def test_a_label_with_the_name_of_a_class(tmp_path):
    """A label may have the name of a class of the page, such as «skip»."""
    tables = imena.extract({"long": "Валерий Герасимов ждал в Баку."})
    people = tables.mentions.assign(label="skip"), tables.entities.assign(label="skip")
    report(replace(tables, mentions=people[0], entities=people[1]), tmp_path / "page.html")
    with clean(tmp_path / "page.html") as page:
        for place in ("article mark", "#table .label", "#inside .label"):
            assert page.locator(place).first.bounding_box()["x"] > 0


def test_a_very_long_word_does_not_widen_the_table(tmp_path):
    tables = imena.extract({"long": f"Валерий {'Ы' * 300} прилетел в Баку."})
    entities = tables.entities.assign(name="Ы" * 300, aliases=[["Ы" * 300]] * len(tables.entities))
    report(replace(tables, entities=entities), tmp_path / "page.html")
    for width in (390, 1280):
        with clean(tmp_path / "page.html", width=width) as page:
            assert page.evaluate("table.scrollWidth <= table.parentElement.clientWidth")


def test_on_a_phone_the_card_closes_to_show_the_text(baku_page):
    with clean(baku_page, width=390, height=844) as page:
        page.locator("#table").get_by_role("button", name="Баку").click()
        page.locator("#card .context").nth(2).click()
        assert not page.locator("#card").is_visible()
        assert page.locator("mark.chosen").inner_text() == "Баку"
