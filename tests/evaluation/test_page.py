"""Test the HTML page of an evaluation: its tables, and that hostile gold has no effect."""

import re

import pytest
from tests.helpers import hostile
from tests.helpers.browser import opened

import imena
from imena.evaluation import page
from imena.evaluation.gold import GoldDocument


def predict_half(text):
    """Predict a surname with other bounds, and a word that is no name."""
    at = text.find("Герасимов")
    return [(at, at + 9, "PER", 0.7)] if at >= 0 else [(0, min(5, len(text)), "ORG", 0.9)]


@pytest.fixture(scope="module")
def gold():
    documents = []
    for name, text in hostile.TEXTS.items():
        at = text.find("Валерий Герасимов")
        spans = [(at, at + 17, "PER"), (0, len(text), "ORG")] if at >= 0 else [(0, 4, "LOC")]
        documents.append(GoldDocument(text, tuple(spans), name))
    return documents


@pytest.fixture(scope="module")
def evaluation(gold):
    return imena.evaluate(
        gold, {"<b onclick=window.hacked=1>sm": predict_half, "=other": lambda text: []}
    )


@pytest.fixture(scope="module")
def path(evaluation, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "scores.html"
    evaluation.write_html(path)
    return path


@pytest.mark.parametrize("dark", [False, True])
def test_hostile_gold_has_no_effect(path, dark):
    with opened(path, dark=dark) as watched:
        page = watched.page
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.mouse.move(300, 900)
        assert page.locator("script, img, svg, iframe, [onclick], [onerror]").count() == 0
        assert "<script>window.hacked=1</script>" in page.inner_text("body")
        assert "{{ 7*7 }}" in page.inner_text("body")
        styles = page.evaluate("getComputedStyle(document.querySelector('.n')).textAlign")
        assert styles == "right"  # the content security policy allows the page's own style
        watched.assert_clean()


def test_the_page_fits_a_phone(path):
    with opened(path, width=360) as watched:
        page = watched.page
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_page_has_every_table(path, evaluation):
    text = path.read_text("utf-8")
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    for heading in (
        "Gold labels by predicted labels",
        "Errors",
        "Are the scores reliable?",
        "Documents",
    ):
        assert heading in text
    assert len(re.findall("minus F1 of <bdi>", text)) == 1
    assert (
        len(re.findall("<summary><b>", text))
        == evaluation.errors[["model", "kind"]].drop_duplicates().shape[0]
    )


def test_the_page_is_deterministic(path, gold):
    models = {"<b onclick=window.hacked=1>sm": predict_half, "=other": lambda text: []}
    assert page.render(imena.evaluate(gold, models)) == path.read_text("utf-8")


def test_the_page_says_what_it_leaves_out(evaluation, monkeypatch):
    monkeypatch.setattr(page, "MAX_ERRORS", 1)
    monkeypatch.setattr(page, "MAX_DOCUMENTS", 2)
    text = page.render(evaluation)
    n = len(evaluation.errors.query("model == '=other' and kind == 'missed'"))
    assert f"{n - 1} more errors are not shown" in text
    assert f"{len(hostile.TEXTS) - 2} more documents are not shown" in text


def test_the_html_for_a_notebook(evaluation):
    fragment = evaluation._repr_html_()
    assert "<b onclick" not in fragment
    assert fragment.count("<table>") == 2


def test_a_lone_surrogate_is_replaced(tmp_path):
    imena.evaluate([("Ива\ud800н", [(0, 5, "PER")])], lambda text: []).write_html(
        tmp_path / "a.html"
    )
    assert "Ива\ufffdн" in (tmp_path / "a.html").read_text("utf-8")
