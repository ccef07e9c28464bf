"""Test actions on the web page while a request is running, and the focus afterwards."""

from contextlib import contextmanager

from tests.helpers.web_browsing import STRINGS, page_of

TEXT = (
    "Директор Эрмитажа Михаил Пиотровский встретился в Казани с Ленаром Сафиным. "
    "Гостей ждут Москва и Самара."
)
# Makes requests wait for open().
HOLD = """() => {
    const { fetch } = window;
    const gate = new Promise((open) => { window.release = open; });
    window.fetch = async (...asked) => { await gate; return fetch(...asked); };
}"""


@contextmanager
def delayed_answers(found):
    """Hold back every answer until the end of the block."""
    found.page.evaluate(HOLD)
    yield
    found.page.evaluate("release()")
    found.idle()


def label(found, name, label):
    found.choose(name)
    found.page.locator("#editor").get_by_role("button", name=label, exact=True).click()


def test_actions_during_a_request_are_done_after_it(server):
    with page_of(server) as found:
        found.read(TEXT)
        with delayed_answers(found):
            label(found, "Казань", "organisation")
            label(found, "Москва", "organisation")
            label(found, "Самара", "organisation")
            # twice, like an accidental double click
            found.page.locator("#editor .label.ORG").click()
            found.choose("Ленар Сафин")
            found.page.fill("#new-name", "Ленар Ринатович Сафин")
            found.page.locator("#other").select_option(label="Москва · place")
            found.page.click("#language")
            assert found.status() == "Обработка…"
            found.page.click("#language")
        labels = {name: label for name, (label, _) in found.entities().items()}
        assert [labels[name] for name in ("Казань", "Москва", "Самара")] == ["ORG"] * 3
        assert len(found.changes()) == 3
        assert found.page.locator("#editor h2").text_content() == "Ленар Сафин"
        assert found.page.input_value("#new-name") == "Ленар Ринатович Сафин"
        found.click("Rename")
        assert found.page.locator("#editor h2").text_content() == "Ленар Ринатович Сафин"
        assert found.status() == "6 mentions, 6 entities"
        saved = []
        found.page.on("download", lambda download: saved.append(download.suggested_filename))
        with delayed_answers(found):
            for kind in ("csv", "csv", "xlsx"):
                found.page.click(f"[data-export={kind}]")
        found.page.wait_for_timeout(200)
        assert saved == ["mentions.csv", "mentions.xlsx"]


def test_an_answer_does_not_interrupt_typing(server):
    with page_of(server) as found:
        found.read(TEXT)
        with delayed_answers(found):
            label(found, "Казань", "organisation")
            found.page.click("#edit")
            found.page.keyboard.press("Control+A")
            found.page.keyboard.type("Новый")
        assert found.focused() == "text"
        assert found.page.input_value("#text") == "Новый"
        found.page.click("#language")
        assert found.page.locator("#text").is_visible()
        found.page.click("#back")
        assert found.entities()["Казань"] == ("ORG", 1)
        assert found.focused() == "editor-name"


# Makes corrections not reach the server, so that they change nothing.
DEAF = """() => {
    const { fetch } = window;
    const deaf = (body) => JSON.stringify({...JSON.parse(body), corrections: []});
    window.fetch = (path, asked) => fetch(path, {...asked, body: deaf(asked.body)});
}"""


def test_corrections_without_effect_and_names_of_other_entities(server):
    with page_of(server) as found:
        found.read("Минобороны России и РФ ждут. Казань ждёт.")
        for name, other in (
            ("рф", "Россия"),
            ("«Россия»", "Россия"),
            ("МИНОБОРОНЫ  РОССИИ", "Минобороны России"),
        ):
            found.rename("Казань", name)
            message = (
                f"«{' '.join(name.split())}» is already a name of «{other}»: merge the two instead."
            )
            assert found.alert() == message
        assert found.changes() == []
        found.page.evaluate(DEAF)
        found.choose("Казань")
        for label in ("organisation", "person", "organisation"):
            found.click(label)
            assert found.status() == STRINGS["en"]["unchanged"]
        assert found.changes() == ["«Казань»: person", "«Казань»: organisation"]
        found.page.click("#undo")
        found.idle()
        assert found.status() == "4 mentions, 3 entities"


def test_the_focus_stays_near(server):
    lines = '{"id": "а", "text": "Москва и Баку ждут."}\n{"id": "б", "text": "Казань и Баку ждут."}'
    with page_of(server) as found:
        found.drop(("news.jsonl", lines))
        marks = found.page.locator("#reader mark")
        marks.first.click()
        assert found.focused() == "editor-name"
        found.page.keyboard.press("Escape")
        assert found.page.locator("#editor").is_hidden()
        assert found.focused() == "MARK Москва"
        marks.first.click()
        found.page.select_option("#document", index=1)
        found.page.locator("[data-key=close]").click()
        assert found.focused() == "BUTTON Москва"
        found.choose("Казань")
        found.click("Ignore «Казань»")
        assert found.focused() == "tab-entities"
