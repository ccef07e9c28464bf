"""Test texts with marked mentions: exact offsets and nesting for any spans and any text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.browser import opened
from tests.helpers.hostile import TEXTS
from tests.helpers.paths import ROOT

import imena
from imena.colours import LABEL_COLOURS
from imena.layout.blocks import layout
from imena.reporting.marked_text import escaped, marked_html

CSS = (ROOT / "pipeline/imena/reporting/static/mentions.css").read_text("utf-8")


class Reader(HTMLParser):
    """Parse HTML as a browser does, and raise if elements are not properly nested."""

    def __init__(self, html):
        super().__init__()
        self.text, self.open, self.marks = "", [], {}
        self.feed(str(html))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append((tag, dict(attrs)))
        if tag == "mark":
            self.marks.setdefault(int(dict(attrs)["data-mention"]), "")

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.text += data
        for tag, attrs in self.open:
            if tag == "mark":
                self.marks[int(attrs["data-mention"])] += data


def mention(start, end, number=0, label="PER"):
    return {"start": start, "end": end, "label": label, "mention_id": number, "entity_id": "E-1"}


def bracketed(html):
    """Return the text with marks as [ and ], and continued pieces as [+."""
    html = re.sub(r'<mark class="[^"]* continued"[^>]*>', "[+", str(html))
    return re.sub("</mark>", "]", re.sub("<mark [^>]*>", "[", html))


@pytest.mark.parametrize(
    ("marked", "spans"),
    [
        ("[Минобороны [России]] в Баку", [(0, 17), (11, 17)]),
        ("[Минобороны [России]] в Баку", [(11, 17), (0, 17)]),  # in any order
        ("[[Баку]] и Москва", [(0, 4), (0, 4)]),
        ("[Ба[ку]][+ и] Москва", [(0, 4), (2, 6)]),  # crossing spans
        ("[Баку][ и]", [(0, 4), (4, 99)]),  # beyond the end of the text
        ("[Ба]ку", [(-5, 2), (3, 3), (3, 1), (50, 60)]),
    ],
)
def test_marks(marked, spans):
    text = re.sub(r"\[\+?|\]", "", marked)
    html = marked_html(text, [mention(*span, number) for number, span in enumerate(spans)])
    assert bracketed(html) == marked


def test_attributes():
    html = marked_html("Баку", [mention(0, 4, 7, "LOC")])
    assert html == (
        '<mark class="mention LOC" data-label="LOC" data-mention="7" data-entity="E-1" '
        'tabindex="0">Баку</mark>'
    )


def test_a_custom_label_is_one_class_and_no_markup():
    row = {**mention(0, 4), "label": 'Мой "тип" <b>', "entity_id": '" onclick="x'}
    html = marked_html("Баку", [row])
    assert 'class="mention own-Мой-&#34;тип&#34;-&lt;b&gt;"' in html
    assert 'data-entity="&#34; onclick=&#34;x"' in html


def test_a_continued_piece_has_no_tab_stop():
    html = marked_html("Баку и Москва", [mention(0, 4, 0), mention(2, 6, 1)])
    assert html.count("<mark") == 3
    assert html.count("tabindex") == 2


def test_the_html_has_the_exact_text_of_the_page(tables, page):
    rows = tables.mentions.to_dict("records")
    blocks = layout(page)
    read = Reader(marked_html(page, rows, blocks))
    assert read.text == page
    assert read.marks == {row["mention_id"]: row["text"] for row in rows}
    html = marked_html(page, rows, blocks)
    for zone in ("headline", "teaser", "meta", "body"):
        assert f'<p class="block {zone}' in html
    assert html.count(' copy"') == sum(block.repeat_of is not None for block in blocks)


texts = st.text(alphabet="аБ <&>\"'\n\r\t\u2028\u2029\x85\u0301😀", max_size=60)
spans = st.lists(st.tuples(st.integers(-3, 63), st.integers(-3, 63)), max_size=8)


@given(texts, spans)
def test_any_spans_over_any_text(text, spans):
    rows = [mention(*span, number) for number, span in enumerate(spans)]
    for blocks in ((), layout(text)):
        read = Reader(marked_html(text, rows, blocks))
        assert read.text == text
        for row in rows:
            inside = text[max(0, row["start"]) : max(0, row["end"])]
            assert read.marks.get(row["mention_id"], "") == inside


def test_characters_that_html_cannot_contain():
    assert escaped("a\x00\ud800b") == "a\ufffd\ufffdb"
    assert escaped("\r\u2028\u2029\x85") == "&#13;&#8232;&#8233;\x85"


def test_a_browser_reads_the_same_text(tmp_path):
    """A browser shows hostile texts to the character, and no script runs."""
    tables = imena.extract(TEXTS)
    html = ""
    for doc_id, text in TEXTS.items():
        rows = tables.read("mentions", filters=[("doc_id", "=", doc_id)]).to_dict("records")
        html += f'<div class="text">{marked_html(text, rows, layout(text))}</div>'
    file = tmp_path / "texts.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{html}", "utf-8", newline="\n")
    with opened(file) as watched:
        shown = watched.page.evaluate(
            "[...document.querySelectorAll('.text')].map(text => text.textContent)"
        )
        assert shown == list(TEXTS.values())
        watched.assert_clean()


def test_the_style_has_the_colours_of_the_package():
    light = dict(re.findall(r"--(per|org|loc): (#\w{6});", CSS.split("@media")[0]))
    assert light == {label.lower(): colour for label, colour in LABEL_COLOURS.items()}
