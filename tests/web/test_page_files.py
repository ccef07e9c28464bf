"""Test files on the web page: those that are read, and the messages for those that are not."""

import json

import openpyxl
from tests.helpers.hostile import TEXTS
from tests.helpers.web_browsing import STRINGS, page_of


def test_starting_with_a_dictionary(server):
    with page_of(server) as found:
        found.drop(("names.yaml", "LOC: {Столица: [Москва]}\n"))
        assert found.page.locator("#input .dictionary-name").text_content() == (
            "Dictionary: names.yaml"
        )
        found.read("Герасимов прилетел из Москвы в Баку.")
        found.choose("Столица")
        hint = found.page.locator("#merge-hint")
        found.page.locator("#other").select_option(label="Герасимов · person")
        assert hint.text_content() == (
            "The merged entity keeps the name «Столица». "
            "All mentions of «Герасимов» will get the label: place."
        )
        found.page.locator("#other").select_option(label="Баку · place")
        assert hint.text_content() == "The merged entity keeps the name «Столица»."
        found.merge("Столица", "Баку · place")
        assert found.entities() == {"Столица": ("LOC", 2), "Герасимов": ("PER", 1)}
        found.page.click("#tab-changes")
        found.page.locator("#changes .drop-dictionary").click()
        found.idle()
        assert "Dictionary" not in found.page.locator("#changes").text_content()


def test_an_invalid_dictionary_is_refused(server):
    with page_of(server) as found:
        found.drop(("names.yaml", "PERSON: {Иван: }\n"))
        assert "line 1" in found.alert()
        assert "did you mean PER?" in found.alert()
        assert found.page.locator("#alert-text [lang=en]").count() == 1
        found.watched.errors.clear()  # Chromium logs every answer with status 400 as an error
        found.drop(("слова.yaml", "LOC: {Столица: [Москва]}\n".encode("cp1251")))
        assert found.alert() == STRINGS["en"]["notUtf8"].replace("{name}", "слова.yaml")
        found.drop(("names.yaml", "#" * 1_000_001))
        assert found.alert() == STRINGS["en"]["dictionaryTooLong"]
        assert found.page.locator("#input .dictionary-name").text_content() == ""


def test_the_documents_of_a_dropped_file_are_read(server):
    content = "id,words\nа,Герасимов прилетел в Баку.\nб,Данфорд остался в Москве.\n"
    with page_of(server) as found:
        found.page.fill("#column", "words")
        found.drop(("news.csv", content))
        found.page.wait_for_selector("#reader .block")
        assert found.page.locator("#reader").text_content() == "Герасимов прилетел в Баку."
        found.page.select_option("#document", label="б")
        assert found.page.locator("#reader").text_content() == "Данфорд остался в Москве."
        found.rename("Данфорд", "Джозеф Данфорд")
        assert found.page.locator("#reader").text_content() == "Данфорд остался в Москве."
        assert "Джозеф Данфорд" in found.entities()


def test_a_chosen_file_is_read(server, tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<p>Герасимов прилетел в Баку, где его ждал Данфорд.</p>", "utf-8")
    with page_of(server) as found:
        found.page.set_input_files("#file", path)
        found.page.wait_for_selector("#reader .block")
        assert found.entities().keys() == {"Герасимов", "Баку", "Данфорд"}


def test_errors_are_shown_and_nothing_is_lost(server):
    with page_of(server) as found:
        found.page.click("#find")
        assert found.alert() == STRINGS["en"]["noText"]
        # drawing the text would take a minute
        long = "text.hidden = true; text.value = 'я'.repeat(1_000_001)"
        found.page.evaluate(f"const text = document.getElementById('text'); {long}")
        found.page.click("#find")
        assert found.alert() == STRINGS["en"]["textTooLong"]
        found.page.evaluate(
            "const text = document.getElementById('text'); text.value = ''; text.hidden = false"
        )
        found.drop(("a.txt", "a" * 5_000_001))
        assert found.alert() == STRINGS["en"]["tooLarge"]
        found.drop(("a.txt", "Москва"), ("b.txt", "Баку"))
        assert found.alert() == STRINGS["en"]["oneFile"]
        assert found.page.evaluate(DRAG_TEXT) == [False, False]
        found.drop(("a.exe", "MZ"))
        assert found.alert().startswith("a.exe: imena cannot read .exe")
        found.drop(("a.txt", "\x01\x02\x03" * 100))
        assert found.alert() == STRINGS["en"]["binary"]
        found.drop(("a.txt", " "))
        found.page.locator("#notes").get_by_text(STRINGS["en"]["empty"]).wait_for()
        assert found.status() == STRINGS["en"]["empty"]
        found.page.click("#edit")
        found.page.route("**/api/extract", lambda route: route.fulfill(status=413))
        found.page.fill("#text", "Баку")
        found.page.click("#find")
        found.idle()
        assert found.alert() == STRINGS["en"]["sentTooLarge"]
        found.page.unroute("**/api/extract")
        found.watched.errors.clear()
        found.read("Герасимов прилетел из Москвы в Баку.")
        assert found.page.locator("#alert").is_hidden()
        found.rename("Баку", "Москва")
        assert found.alert() == "«Москва» is already a name of «Москва»: merge the two instead."
        found.rename("Баку", "...")
        assert found.alert() == STRINGS["en"]["nameEmpty"]
        found.rename("Баку", "${имя}")
        assert "remove it" in found.alert()
        found.watched.errors.clear()
        assert found.changes() == []
        assert found.entities().keys() == {"Герасимов", "Москва", "Баку"}


# Returns whether the page handles a dragged text itself or leaves it to the browser.
DRAG_TEXT = """() => ["dragover", "drop"].map((kind) => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", "Москва");
    const event = new DragEvent(kind, {dataTransfer: transfer, cancelable: true});
    dispatchEvent(event);
    return event.defaultPrevented;
})"""
LINES = [
    '{"text": "Москва ждёт гостей.", "title": "Гости"}',
    '{"text": "Дождь идёт весь день."}',
    '{"text": ""}',
    '{"text": 5}',
]


def test_a_document_that_cannot_be_read_is_listed(server, tmp_path):
    with page_of(server, lang="ru") as found:
        found.drop(("news.jsonl", "\n".join(LINES)))
        assert found.status() == "Документов не прочитано: 1 из 4. 1 упоминание, 1 сущность"
        options = found.page.locator("#document option").all_text_contents()
        assert options[1:] == [
            *("news.jsonl:2", "news.jsonl:3 · пуст", "news.jsonl:4 · не прочитан")
        ]
        found.page.select_option("#document", index=1)
        assert found.notes() == STRINGS["ru"]["nothing"]
        found.page.select_option("#document", index=3)
        reason = "the column 'text' contains"
        assert found.notes().startswith(f"Не удалось прочитать news.jsonl:4: {reason}")
        assert found.page.locator("#notes [lang=en]").text_content().startswith(reason)
        found.choose("Москва")
        found.click("Убрать «Москва»")
        assert found.status().endswith(STRINGS["ru"]["allIgnored"])
        found.page.select_option("#document", index=0)
        assert found.notes() == STRINGS["ru"]["allIgnored"]
        book = openpyxl.load_workbook(found.download("[data-export=xlsx]", tmp_path))
    names, *rows = ([cell.value for cell in row] for row in book["documents"].rows)
    rows = [dict(zip(names, row, strict=True)) for row in rows]
    assert [row["status"] for row in rows] == ["ok", "ok", "empty", "failed"]
    assert [row["source"] for row in rows] == [f"news.jsonl:{line}" for line in range(1, 5)]
    assert rows[0]["meta"] == '{"title": "Гости"}'
    assert rows[0]["encoding"] == "utf-8"
    assert rows[3]["error"].startswith("the column 'text' contains")


def test_a_file_without_readable_documents(server):
    with page_of(server) as found:
        found.drop(("bad.jsonl", '{"text": 5}\nnope'))
        assert found.alert().startswith(
            "None of the 2 documents could be read. The first: the column"
        )
        assert found.status() == "2 of 2 documents could not be read."
        assert found.page.locator("[data-export=csv]").is_disabled()
        found.drop(("names.yaml", "ignore: [Баку]"))
        assert found.page.locator("#alert").is_hidden()
        assert found.status() == "Dictionary: names.yaml"
        found.page.click("#language")
        assert found.status() == "Словарь: names.yaml"
        found.page.click("#edit")
        found.read("Герасимов летит в Баку и Москву.")
        assert found.entities().keys() == {"Герасимов", "Москва"}
        assert found.page.locator("[data-export=csv]").is_enabled()


def test_the_page_asks_for_the_column_of_the_text(server):
    with page_of(server) as found:
        found.read("Баку ждёт гостей.")
        column = "The file has no column «text». "
        message = found.rejection(("a.csv", "id,words\n1,Москва\n"))
        assert message.startswith(column)
        assert message.endswith("'id', 'words'.")
        assert found.focused() == "column"
        found.page.keyboard.press("Control+A")
        found.page.keyboard.type("words")
        found.drop(("a.csv", "id,words\n1,Москва\n"))
        assert found.page.locator("#reader").text_content() == "Москва"


MADE_OF_TEXT = "body script, main img, main svg, main iframe, main style"


def test_no_script_in_a_text_a_name_or_an_id_runs(server):
    lines = [{"id": name, "text": text} for name, text in TEXTS.items()]
    content = "\n".join(json.dumps(line) for line in lines)
    hostile = [f"{name} {text[:60]}".replace("${", "{") for name, text in TEXTS.items()]
    with page_of(server) as found:
        found.drop(("<img src=x onerror=window.hacked=1>.exe", "MZ"))
        assert found.alert().startswith("<img")
        found.watched.errors.clear()  # Chromium logs every answer with status 400 as an error
        found.drop(("texts.jsonl", content))
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
