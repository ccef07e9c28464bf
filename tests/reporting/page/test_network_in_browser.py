"""Test the network in Chromium: no overlapping names, neighbours, zoom."""

import pytest
from tests.helpers.report_page import clean

BOXES = """
() => [...document.querySelectorAll("#net .node")].map((node) => {
  const box = (one) => {
    const b = one.getBBox();
    return [b.x, b.y, b.x + b.width, b.y + b.height];
  };
  return [box(node.querySelector("text")), box(node.querySelector(".sign"))];
})
"""


def test_network_hover_and_click(baku_page):
    with clean(baku_page) as page:
        node = page.locator("#net .node").filter(has_text="Турция")
        node.hover()
        near = page.locator("#net .node.near").all()
        assert sorted(one.locator("text").text_content() for one in near) == ["Оджалан", "Турция"]
        assert page.locator("#net line.near").count() == 1
        node.click()
        assert page.locator("#card h2").inner_text() == "Турция"


def test_network_by_keyboard(baku_page):
    with clean(baku_page) as page:
        page.locator("#net .node").first.focus()
        assert page.locator("#net .node.near").count() > 1
        page.keyboard.press("Enter")
        assert page.locator("#card h2").inner_text() == "США"


def test_zoom(baku_page):
    with clean(baku_page) as page:
        width = page.evaluate("net.clientWidth")
        page.locator("#zoom-in").click()
        assert page.evaluate("net.clientWidth") > width
        page.locator("#zoom-fit").click()
        assert page.evaluate("net.clientWidth <= net.parentElement.clientWidth")


def do_not_overlap(one, other):
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("name", ["news_page", "baku_page"])
def test_names_in_the_network_do_not_overlap(name, request, news):
    with clean(request.getfixturevalue(name)) as page:
        boxes = page.evaluate(BOXES)
        width, height = page.evaluate("[net.viewBox.baseVal.width, net.viewBox.baseVal.height]")
        assert len(boxes) == (50 if name == "news_page" else 33)
        everything = [(number, box) for number, pair in enumerate(boxes) for box in pair]
        for number, box in everything:
            assert box[0] >= 0
            assert box[1] >= 0
            assert box[2] <= width
            assert box[3] <= height
            for other, another in everything:
                assert number == other or do_not_overlap(box, another)
        texts = page.locator("#net .node text")
        sizes = texts.evaluate_all("texts => texts.map(one => getComputedStyle(one).fontSize)")
        assert set(sizes) == {"12px"}
        shown = texts.all_text_contents()
        listed = page.locator("#net .node").evaluate_all(
            "nodes => nodes.map(n => n.getAttribute('aria-label'))"
        )
        for words, label in zip(shown, listed, strict=True):
            assert label.replace(" ", "").startswith(words.replace(" ", ""))


def test_a_drag_is_not_a_click(news_page):
    with clean(news_page, width=700) as page:
        page.locator("#network").scroll_into_view_if_needed()
        page.locator("#zoom-in").click()
        box = page.locator(".net").bounding_box()
        node = page.locator("#net .node .sign").nth(10)
        node.hover()
        before = page.evaluate("net.parentElement.scrollLeft")
        node_box = node.bounding_box()
        x, y = node_box["x"] + node_box["width"] / 2, node_box["y"] + node_box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (60 if x < box["x"] + 300 else -60), y, steps=4)
        page.mouse.up()
        assert page.evaluate("net.parentElement.scrollLeft") != before
        assert not page.locator("#card").is_visible()
