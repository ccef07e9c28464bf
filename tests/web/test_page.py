"""The page in a browser, used as a reader would."""

import json
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import imena
from browser import opened
from hostile import TEXTS
from imena.report.page.words import Words
from imena.web import app
from imena.web.limits import MAX_CHARS

STRINGS = json.loads(Path(app.__file__).with_name("static").joinpath("strings.json").read_text())
DROP = """([name, content]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name));
    for (const kind of ["dragover", "drop"]) {
        dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, cancelable: true}));
    }
}"""


class Page:
    """What a reader does on the page, and what the reader sees."""

    def __init__(self, watched):
        self.watched = watched
        self.page = watched.page
        self.page.wait_for_selector("body[data-ready]")

    def idle(self):
        self.page.wait_for_selector("body:not(.busy)")

    def read(self, text):
        self.page.fill("#text", text)
        self.page.click("#find")
        self.page.locator("#reader").wait_for()
        self.idle()

    def choose(self, name):
        """An entity by its row in the table."""
        self.page.click("#tab-entities")
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def click(self, name, inside="#editor"):
        self.page.locator(inside).get_by_role("button", name=name, exact=True).click()
        self.idle()

    def merge(self, name, other):
        self.choose(name)
        self.page.locator("#other").select_option(label=other)
        self.click("Merge")

    def rename(self, name, to):
        self.choose(name)
        self.page.fill("#new-name", to)
        self.click("Rename")

    def entities(self):
        """Name, label and number of mentions of each."""
        rows = self.page.locator("#entities tbody tr").all()
        cells = [row.locator("td").all_text_contents() for row in rows]
        return {name: (label, int(number)) for name, label, number in cells}

    def changes(self):
        return self.page.locator("#list li > span:first-child").all_text_contents()

    def alert(self):
        return self.page.locator("#alert-text").text_content()

    def download(self, selector, folder):
        with self.page.expect_download() as found:
            self.page.click(selector)
        self.idle()
        path = folder / found.value.suggested_filename
        found.value.save_as(path)
        return path


@contextmanager
def page_of(server, **options):
    lang = options.pop("lang", "en")
    with opened(f"{server.url}/?lang={lang}", **options) as watched:
        yield Page(watched)
        watched.assert_clean()


def entities_of(tables):
    rows = tables.entities[["name", "label", "n_mentions"]].itertuples(index=False)
    return {name: (label, number) for name, label, number in rows}


def test_a_text_is_marked_and_put_in_tables(server, page, tables):
    with page_of(server) as found:
        found.read(page)
        assert found.entities() == entities_of(tables)
        assert found.page.locator("#reader").text_content() == page.replace("\r\n", "\n")
        marks = found.page.locator("#reader mark:not(.continued)").all()
        assert len(marks) == len(tables.mentions) == 152
        inner = found.page.locator("#reader mark.ORG > mark.LOC").first
        assert inner.text_content() == "России"
        assert found.page.locator("#status").text_content() == "152 mentions, 33 entities"
        found.page.click("#tab-mentions")
        assert found.page.locator("#mentions tbody tr").count() == 152


def test_corrections_make_the_table_that_their_dictionary_makes(server, page, tmp_path):
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
            "«Генштабы России» and «Генштабы США» are one",
            "«Джозеф Данфорд» is called «Джозеф Фрэнсис Данфорд»",
            "«Кремль»: organisation",
            "«Герасимов» is not «Валерий Герасимов»",
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


def test_undo_and_what_is_taken_back_in_the_middle(server):
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


def test_corrections_stay_for_another_text(server):
    with page_of(server) as found:
        found.read("Герасимов прилетел из Москвы в Баку.")
        found.rename("Баку", "Город")
        found.page.click("#edit")
        found.page.evaluate(DROP, ["a.csv", "text\nВ Баку тепло.\nПетров едет в Баку.\n"])
        found.page.locator("#reader").get_by_text("тепло").wait_for()
        found.idle()
        assert found.entities() == {"Город": ("LOC", 2), "Петров": ("PER", 1)}
        found.page.click("#edit")
        found.read("Сидоров едет в Баку.")
        assert found.entities().keys() == {"Город", "Сидоров"}
        assert found.changes() == ["«Баку» is called «Город»"]


def test_a_dictionary_to_begin_with(server):
    with page_of(server) as found:
        found.page.evaluate(DROP, ["names.yaml", "LOC: {Столица: [Москва]}\n"])
        found.idle()
        assert found.page.locator("#input .dictionary-name").text_content() == (
            "Dictionary: names.yaml"
        )
        found.read("Герасимов прилетел из Москвы в Баку.")
        found.choose("Столица")
        hint = found.page.locator("#merge-hint")
        found.page.locator("#other").select_option(label="Герасимов · person")
        assert hint.text_content() == (
            "The name «Столица» stays. All mentions of «Герасимов» get its label: place."
        )
        found.page.locator("#other").select_option(label="Баку · place")
        assert hint.text_content() == "The name «Столица» stays."
        found.merge("Столица", "Баку · place")
        assert found.entities() == {"Столица": ("LOC", 2), "Герасимов": ("PER", 1)}
        found.page.click("#tab-changes")
        found.page.locator("#changes .drop-dictionary").click()
        found.idle()
        assert "Dictionary" not in found.page.locator("#changes").text_content()


def test_a_dictionary_that_is_wrong_is_not_taken(server):
    with page_of(server) as found:
        found.page.evaluate(DROP, ["names.yaml", "PERSON: {Иван: }\n"])
        found.idle()
        assert "line 1" in found.alert()
        assert "did you mean PER?" in found.alert()
        assert found.page.locator("#input .dictionary-name").text_content() == ""
        found.watched.errors.clear()  # Chromium says of an answer with status 400 that it has one


def test_a_file_is_dropped_and_its_documents_are_read(server):
    content = "id,words\nа,Герасимов прилетел в Баку.\nб,Данфорд остался в Москве.\n"
    with page_of(server) as found:
        found.page.fill("#column", "words")
        found.page.evaluate(DROP, ["news.csv", content])
        found.page.wait_for_selector("#reader .block")
        assert found.page.locator("#reader").text_content() == "Герасимов прилетел в Баку."
        found.page.select_option("#document", label="б")
        assert found.page.locator("#reader").text_content() == "Данфорд остался в Москве."
        found.rename("Данфорд", "Джозеф Данфорд")
        assert found.page.locator("#reader").text_content() == "Данфорд остался в Москве."
        assert "Джозеф Данфорд" in found.entities()


def test_a_file_that_is_chosen(server, tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<p>Герасимов прилетел в Баку, где его ждал Данфорд.</p>", "utf-8")
    with page_of(server) as found:
        found.page.set_input_files("#file", path)
        found.page.wait_for_selector("#reader .block")
        assert found.entities().keys() == {"Герасимов", "Баку", "Данфорд"}


def test_what_goes_wrong_is_said_and_nothing_is_lost(server):
    with page_of(server) as found:
        found.page.click("#find")
        assert found.alert() == STRINGS["en"]["noText"]
        long = "text.hidden = true; text.value = 'я'.repeat(1_000_001)"  # drawn, it takes a minute
        found.page.evaluate(f"const text = document.getElementById('text'); {long}")
        found.page.click("#find")
        assert found.alert() == STRINGS["en"]["textTooLong"]
        found.page.evaluate(
            "const text = document.getElementById('text'); text.value = ''; text.hidden = false"
        )
        found.page.evaluate(DROP, ["a.txt", "a" * 5_000_001])
        found.idle()
        assert found.alert() == STRINGS["en"]["tooLarge"]
        found.page.evaluate(DROP, ["a.exe", "MZ"])
        found.idle()
        assert found.alert().startswith("a.exe: imena does not read .exe")
        found.page.evaluate(DROP, ["a.txt", "\x01\x02\x03" * 100])
        found.idle()
        assert found.alert() == STRINGS["en"]["binary"]
        found.page.evaluate(DROP, ["a.txt", " "])
        found.page.locator("#notes").get_by_text(STRINGS["en"]["empty"]).wait_for()
        assert found.page.locator("#status").text_content() == STRINGS["en"]["empty"]
        found.page.click("#edit")
        found.watched.errors.clear()
        found.read("Герасимов прилетел из Москвы в Баку.")
        assert found.page.locator("#alert").is_hidden()
        found.rename("Баку", "Москва")
        assert found.alert() == "Another entity is called «Москва»: merge the two instead."
        found.rename("Баку", "...")
        assert found.alert() == STRINGS["en"]["nameEmpty"]
        found.rename("Баку", "${имя}")
        assert "take it out" in found.alert()
        found.watched.errors.clear()
        assert found.changes() == []
        assert found.entities().keys() == {"Герасимов", "Москва", "Баку"}


MADE_OF_TEXT = "body script, main img, main svg, main iframe, main style"


def test_nothing_in_a_text_a_name_or_an_id_runs(server):
    lines = [{"id": name, "text": text} for name, text in TEXTS.items()]
    content = "\n".join(json.dumps(line) for line in lines)
    hostile = [f"{name} {text[:60]}".replace("${", "{") for name, text in TEXTS.items()]
    with page_of(server) as found:
        found.page.evaluate(DROP, ["<img src=x onerror=window.hacked=1>.exe", "MZ"])
        found.idle()
        assert found.alert().startswith("<img")
        found.watched.errors.clear()  # Chromium says of an answer with status 400 that it has one
        found.page.evaluate(DROP, ["texts.jsonl", content])
        found.page.locator("#reader .block").first.wait_for()
        found.idle()
        for name, text in TEXTS.items():
            found.page.select_option("#document", label=name)
            assert found.page.locator("#reader").text_content() == text
            found.page.locator("#reader mark").first.click()
            assert found.page.locator("#editor h2").is_visible()
        for place, name in enumerate(list(found.entities())[:3]):
            found.rename(name, f"Иван {place} {' '.join(hostile[place::3])}"[:1000])
            for tab in ("mentions", "entities", "changes"):
                found.page.click(f"#tab-{tab}")
        assert len(found.changes()) == 3
        assert found.page.locator(MADE_OF_TEXT).count() == 0


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


def test_a_name_that_turns_text_round_turns_itself_only(server):
    with page_of(server) as found:
        found.read("Герасимов прилетел в Баку.")
        found.rename("Баку", "Город\u202e Баку")
        found.page.click("#tab-changes")
        assert found.changes() == ["«Баку» is called «\u2068Город\u202e Баку\u2069»"]


def test_search_and_order(server, page):
    with page_of(server) as found:
        found.read(page)
        found.page.fill("#entities input", "вооружённых СИЛ")
        assert len(found.entities()) == 4
        found.page.fill("#entities input", "нет такого")
        assert found.page.locator("#entities").get_by_text("Nothing fits").is_visible()
        found.page.fill("#entities input", "")
        found.page.click("#entities th.name button")
        names = list(found.entities())
        assert names == sorted(names, key=str.casefold)
        assert found.page.locator("#entities th.name").get_attribute("aria-sort") == "ascending"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_it_fits_a_telephone_and_all_can_be_read(server, page, lang):
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


WIDTH = "document.documentElement.scrollWidth"
# Everything that shows text of its own, with a contrast under 4.5 to what is behind it.
CONTRAST = """() => {
    const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => rgb(colour).slice(0, 3).map((c) => c / 255)
        .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = (place) => {
        for (let at = place; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (rgb(colour)[3] !== 0) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    return [...document.querySelectorAll("body *")]
        .filter((place) => place.checkVisibility() && [...place.childNodes].some(
            (node) => node.nodeType === 3 && node.textContent.trim()))
        .filter((place) => {
            const [a, b] = [light(getComputedStyle(place).color), light(ground(place))];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
        })
        .map((place) => `${place.tagName} ${place.className} ${place.textContent.slice(0, 30)}`);
}"""


def test_in_russian(server):
    with page_of(server, lang="ru") as found:
        found.page.click("#example")
        found.page.wait_for_selector("#reader .block")
        found.idle()
        assert found.page.locator("html").get_attribute("lang") == "ru"
        mentions = found.page.locator("mark").count()
        assert mentions == 11
        assert found.page.locator("#status").text_content() == "11 упоминаний, 8 сущностей"
        found.page.click("#language")
        assert found.page.url.endswith("lang=en")
        assert found.page.locator("#edit").text_content() == "Another text"
        found.page.click("#edit")
        found.page.click("#back")
        assert found.page.locator("mark").count() == mentions


def test_the_page_knows_the_limit():
    script = Path(app.__file__).with_name("static").joinpath("main.js").read_text("utf-8")
    assert f"const MAX_CHARS = {MAX_CHARS:_};" in script


def test_the_report_says_the_same_words():
    for lang, words in STRINGS.items():
        report = Words(lang)
        for key in ("PER", "ORG", "LOC", "label"):
            assert words[key] == report.text(key)


def test_both_languages_say_everything():
    english, russian = STRINGS["en"], STRINGS["ru"]
    assert english.keys() == russian.keys()
    for key, words in english.items():
        assert type(words) is type(russian[key]), key
        if isinstance(words, str):
            assert words.count("{") == russian[key].count("{"), key
    assert set(russian["nMentions"]) == {"one", "few", "many", "other"}


def test_the_list_of_the_api(server):
    with opened(f"{server.url}/docs") as watched:
        watched.page.wait_for_selector("body[data-ready]")
        paths = watched.page.locator("h2 code").all_text_contents()
        assert paths == [
            *("/api/extract", "/api/extract-file", "/api/export/{kind}", "/api/dictionary"),
            *("/api/health", "/api/models"),
        ]
        watched.assert_clean()
