"""Test the web page in a browser, used as a reader would."""

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from tests.helpers.browser import opened
from tests.helpers.web_browsing import CONTRAST, STRINGS, WIDTH, page_of

import imena
from imena.dictionary.yaml_text import MAX_CHARACTERS
from imena.reporting.page.i18n import Words
from imena.web import app
from imena.web.limits import MAX_BODY, MAX_CHARS


def entities_of(tables):
    rows = tables.entities[["name", "label", "n_mentions"]].itertuples(index=False)
    return {name: (label, number) for name, label, number in rows}


def test_a_text_is_marked_and_its_tables_are_shown(server, page, tables):
    with page_of(server) as found:
        found.read(page)
        assert found.entities() == entities_of(tables)
        assert found.page.locator("#reader").text_content() == page.replace("\r\n", "\n")
        marks = found.page.locator("#reader mark:not(.continued)").all()
        assert len(marks) == len(tables.mentions) == 152
        inner = found.page.locator("#reader mark.ORG > mark.LOC").first
        assert inner.text_content() == "России"
        assert found.status() == "152 mentions, 33 entities"
        found.page.click("#tab-mentions")
        assert found.page.locator("#mentions tbody tr").count() == 152


def test_corrections_equal_their_saved_dictionary(server, page, tmp_path):
    with page_of(server) as found:
        found.read(page)
        before = found.entities()
        found.merge("Генштабы России", "Генштабы США · organisation")
        found.rename("Джозеф Данфорд", "Джозеф Фрэнсис Данфорд")
        found.choose("Кремль")
        found.click("organisation")
        found.choose("Валерий Герасимов")
        found.click("Split «Герасимов» off")
        found.choose("Баку")
        found.click("Ignore «Баку»")
        after = found.entities()
        found.page.click("#tab-changes")
        assert found.changes() == [
            "«Генштабы России» merged with «Генштабы США»",
            "«Джозеф Данфорд» renamed to «Джозеф Фрэнсис Данфорд»",
            "«Кремль»: organisation",
            "«Герасимов» split off from «Валерий Герасимов»",
            "Ignored: «Баку»",
        ]
        dictionary = found.download("#save-dictionary", tmp_path)
        assert dictionary.name == "names.yaml"
        csv = pd.read_csv(found.download("[data-export=csv]", tmp_path))
        workbook = openpyxl.load_workbook(found.download("[data-export=xlsx]", tmp_path))
        parquet = pd.read_parquet(found.download("[data-export=parquet]", tmp_path))
    assert after["Генштабы России"] == ("ORG", before["Генштабы США"][1] + 1)
    assert after["Джозеф Фрэнсис Данфорд"] == before["Джозеф Данфорд"]
    assert after["Кремль"] == ("ORG", before["Кремль"][1])
    assert after["Герасимов"] == ("PER", 1)
    assert after.keys().isdisjoint({"Генштабы США", "Джозеф Данфорд", "Баку"})
    expected = imena.extract([page.replace("\r\n", "\n")], dictionary=dictionary)
    assert entities_of(expected) == after
    names = expected.mentions["entity"].tolist()
    assert csv["entity"].tolist() == parquet["entity"].tolist() == names
    assert workbook["mentions"].max_row == len(names) + 1


def test_undo_and_removing_a_correction_from_the_list(server):
    with page_of(server) as found:
        found.read("Герасимов прилетел из Москвы в Баку.")
        before = found.entities()
        found.rename("Баку", "Город")
        found.rename("Москва", "Столица")
        found.page.click("#tab-changes")
        found.page.locator("#list button").first.click()
        found.idle()
        assert found.entities().keys() == {"Герасимов", "Столица", "Баку"}
        found.page.click("#undo")
        found.idle()
        assert found.entities() == before
        assert found.changes() == []
        assert found.page.locator("#undo").is_hidden()


def test_corrections_are_kept_for_another_text(server):
    with page_of(server) as found:
        found.read("Герасимов прилетел из Москвы в Баку.")
        found.rename("Баку", "Город")
        found.page.click("#edit")
        found.drop(("a.csv", "text\nВ Баку тепло.\nПетров едет в Баку.\n"))
        found.page.locator("#reader").get_by_text("тепло").wait_for()
        found.idle()
        assert found.entities() == {"Город": ("LOC", 2), "Петров": ("PER", 1)}
        found.page.click("#edit")
        found.read("Сидоров едет в Баку.")
        assert found.entities().keys() == {"Город", "Сидоров"}
        assert found.changes() == ["«Баку» renamed to «Город»"]


def test_by_keyboard_only(server):
    with page_of(server) as found:
        keyboard = found.page.keyboard
        found.page.locator("#text").press_sequentially("Герасимов прилетел в Баку.")
        keyboard.press("Control+Enter")
        found.page.wait_for_selector("#reader .block")
        found.idle()
        keyboard.press("Tab")
        keyboard.press("Enter")
        heading = "document.activeElement.textContent"
        assert found.page.evaluate(heading) == "Герасимов"
        while found.page.evaluate("document.activeElement.id") != "new-name":
            keyboard.press("Tab")
        keyboard.press("Control+A")
        keyboard.type("Валерий Герасимов")
        keyboard.press("Enter")
        found.page.locator("#editor h2").get_by_text("Валерий Герасимов").wait_for()
        found.idle()
        assert found.page.evaluate("document.activeElement.id") == "new-name"
        found.page.focus("#tab-entities")
        keyboard.press("ArrowRight")
        assert found.page.locator("#mentions").is_visible()
        assert found.page.evaluate("document.activeElement.id") == "tab-mentions"


def test_a_right_to_left_name_does_not_affect_the_rest(server):
    with page_of(server) as found:
        found.read("Герасимов прилетел в Баку.")
        found.rename("Баку", "Город\u202e Баку")
        found.page.click("#tab-changes")
        assert found.changes() == ["«Баку» renamed to «\u2068Город\u202e Баку\u2069»"]


def test_search_and_order(server, page):
    with page_of(server) as found:
        found.read(page)
        found.page.fill("#entities input", "вооружённых СИЛ")
        assert len(found.entities()) == 4
        found.page.fill("#entities input", " «герасимов»  валерий ")
        assert found.entities().keys() == {"Валерий Герасимов"}
        found.page.fill("#entities input", "нет такого")
        assert found.page.locator("#entities").get_by_text("No rows match").is_visible()
        found.page.fill("#entities input", "")
        found.page.click("#entities th.name button")
        names = list(found.entities())
        assert names == sorted(names, key=str.casefold)
        assert found.page.locator("#entities th.name").get_attribute("aria-sort") == "ascending"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_page_fits_a_phone_and_has_contrast(server, page, lang):
    with page_of(server, lang=lang, width=390, height=844) as found:
        assert found.page.evaluate(WIDTH) <= 390
        found.read(page)
        found.page.locator("mark.PER").first.click()
        for tab in ("changes", "mentions", "entities"):
            found.page.click(f"#tab-{tab}")
            assert found.page.evaluate(WIDTH) <= 390
        for scheme in ("light", "dark"):
            found.page.emulate_media(color_scheme=scheme)
            assert found.page.evaluate(CONTRAST) == []
        for width, height in ((390, 844), (1280, 500)):
            found.page.set_viewport_size({"width": width, "height": height})
            found.page.evaluate("scrollTo(0, document.body.scrollHeight)")
            assert "imena cannot read .exe" in found.rejection(("a.exe", "MZ"))
            top, bottom = found.page.evaluate(ALERT)
            assert 0 <= top < bottom <= height
            assert found.page.evaluate(WIDTH) <= width
            assert found.page.evaluate(CONTRAST) == []


ALERT = """() => {
    const { top, bottom } = document.getElementById("alert").getBoundingClientRect();
    return [top, bottom];
}"""


def test_in_russian(server):
    with page_of(server, lang="ru") as found:
        found.page.click("#example")
        found.page.wait_for_selector("#reader .block")
        found.idle()
        assert found.page.locator("html").get_attribute("lang") == "ru"
        mentions = found.page.locator("mark").count()
        assert mentions == 11
        assert found.status() == "11 упоминаний, 8 сущностей"
        found.page.click("#language")
        assert found.page.url.endswith("lang=en")
        assert found.page.locator("#edit").text_content() == "Another text"
        found.page.click("#edit")
        found.page.click("#back")
        assert found.page.locator("mark").count() == mentions


def test_the_page_has_the_limits_of_the_server():
    static = Path(app.__file__).with_name("static")
    script = static.joinpath("api.js").read_text("utf-8")
    assert MAX_CHARACTERS == MAX_CHARS
    assert f"const MAX_CHARS = {MAX_CHARS:_};" in script
    assert f"const MAX_BYTES = {MAX_BODY:_};" in script
    listed = static.joinpath("docs.html").read_text("utf-8")
    assert f"up to {MAX_BODY // 1_000_000} MB, and its texts up to {MAX_CHARS:,} " in listed


def test_the_report_uses_the_same_words():
    for lang, words in STRINGS.items():
        report = Words(lang)
        for key in ("PER", "ORG", "LOC", "label"):
            assert words[key] == report.text(key)


def test_both_languages_are_complete():
    english, russian = STRINGS["en"], STRINGS["ru"]
    assert english.keys() == russian.keys()
    for key, words in english.items():
        assert type(words) is type(russian[key]), key
        if isinstance(words, str):
            assert words.count("{") == russian[key].count("{"), key
    assert set(russian["nMentions"]) == {"one", "few", "many", "other"}


def test_the_page_of_the_api(server):
    with opened(f"{server.url}/docs") as watched:
        watched.page.wait_for_selector("body[data-ready]")
        paths = watched.page.locator("h2 code").all_text_contents()
        assert paths == [
            *("/api/extract", "/api/extract-file", "/api/export/{kind}", "/api/dictionary"),
            *("/api/health", "/api/models"),
        ]
        extract = watched.page.locator("#paths section").first
        assert "list of up to 1,000: TextDocument; instead of text" in extract.text_content()
        assert "string of up to 1,000,000 characters" in extract.text_content()
        links = watched.page.locator("a[href^='#']").evaluate_all("all => all.map(a => a.hash)")
        types = watched.page.locator("h2[id]").evaluate_all("all => all.map(h => '#' + h.id)")
        assert set(links) == set(types) >= {"#Answer", "#Mention", "#Entity", "#ErrorAnswer"}
        samples = map(json.loads, watched.page.locator("#types pre").all_text_contents())
        corrections = {sample.pop("action"): [*sample] for sample in samples}
        assert corrections == {
            "rename": ["entity", "to"],
            "label": ["entity", "label"],
            "merge": ["entity", "other"],
            "split": ["entity", "name"],
            "ignore": ["entity", "names"],
        }
        watched.assert_clean()
