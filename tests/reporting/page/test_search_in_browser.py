"""Test the search of the page in Chromium, and its messages where nothing is found."""

from dataclasses import replace

import pytest
from tests.helpers.report_page import clean

import imena
from imena.api.report import report
from imena.reporting.page import sample

FORMS = 40  # forms of one name; a card shows 30

# A name -> searches that find it, and after a bar, searches that do not.
FOUND = """
ООО УК «Металлоинвест» -> ООО УК "Металлоинвест"; «УК “Металлоинвест”; ооо, ук | ооо-ук-ао
Семёнов -> «Семёнов»; Семёнов,; (семенов); Семе\u0301нов | семёнова
Ростов-на-Дону -> ростов на дону; Ростов — на — Дону; ростов‑на‑дону | ростовна
О’Нил -> О'Нил; онил; о`нил | о нилл
Баку -> форма 39; ФОРМА‑39; форма 5 | форма 40
""".strip().splitlines()


@pytest.fixture(scope="module")
def names_page(tmp_path_factory):
    """Make a page of these names; the last has more forms than its card shows."""
    names = [line.split(" -> ")[0] for line in FOUND]
    tables = imena.extract(["Баку.", "Москва.", "Рязань.", "Казань.", "Омск."])
    forms = [*([name] for name in names[:-1]), [f"Форма {i}" for i in range(FORMS)]]
    path = tmp_path_factory.mktemp("search") / "page.html"
    report(replace(tables, entities=tables.entities.assign(name=names, aliases=forms)), path)
    return path


def test_quotes_dashes_and_punctuation_make_no_difference(names_page):
    with clean(names_page) as page:
        names = page.locator("#table tbody th")
        for line in FOUND:
            name, asked = line.split(" -> ")
            finding, not_finding = asked.split(" | ")
            for query in finding.split("; "):
                page.locator("#search").fill(query)
                assert names.all_inner_texts() == [name], query
            page.locator("#search").fill(not_finding)
            assert names.all_inner_texts() == [], not_finding
        page.locator("#search").fill("форма 39")
        names.get_by_role("button").click()
        assert "Форма 29 and 10 more" in page.locator("#card").inner_text()


def test_the_page_says_which_entities_are_not_searched(monkeypatch, tmp_path):
    monkeypatch.setattr(sample, "ENTITIES", 3)
    tables = imena.extract({"rich": "Герасимов прилетел в Баку.", "poor": "Иванов ждал в Рязани."})
    report(tables, tmp_path / "page.html", lang="ru", documents=1)
    with clean(tmp_path / "page.html") as page:
        found = page.locator("#found")
        assert found.inner_text() == "Найдено 3 сущности"
        unlisted = "Ещё 1 более редкая сущность не показана"
        for query, message in (("баку", "Найдена 1 сущность. "), ("петров", "Ничего не найдено")):
            page.locator("#search").fill(query)
            assert found.inner_text().startswith(message)
            assert unlisted in found.inner_text()
        page.locator("#search").fill("")
        assert found.inner_text() == "Найдено 3 сущности"


def test_a_text_without_names_has_a_message(tmp_path):
    report(imena.extract({"a": "В Баку.", "b": "Ничего."}), tmp_path / "page.html", lang="ru")
    with clean(tmp_path / "page.html") as page:
        inside = page.locator("#inside li")
        assert inside.all_inner_texts() != ["В этом документе имён не найдено."]
        page.locator("#next").click()
        assert inside.all_inner_texts() == ["В этом документе имён не найдено."]
