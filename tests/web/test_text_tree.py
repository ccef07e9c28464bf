"""Test the tree of a text with its mentions that the page receives."""

import pytest
from tests.helpers.hostile import TEXTS

import imena
from imena.web.text_tree import text_tree


def text_of(part):
    return part if isinstance(part, str) else "".join(map(text_of, part["parts"]))


def mentions_in(part):
    if isinstance(part, str):
        return []
    own = [(part["mention"], text_of(part))] if "mention" in part else []
    return own + [found for inside in part["parts"] for found in mentions_in(inside)]


@pytest.fixture(scope="module")
def hostile():
    return imena.extract(TEXTS).mentions


@pytest.mark.parametrize("name", TEXTS)
def test_text_and_mentions_are_unchanged(hostile, name):
    text = TEXTS[name]
    rows = hostile[hostile["doc_id"] == name].to_dict("records")
    blocks = text_tree(text, rows)
    assert "".join(map(text_of, blocks)) == text
    expected = [(row["mention_id"], row["text"]) for row in rows]
    assert [found for block in blocks for found in mentions_in(block)] == expected
    assert expected


def test_a_nested_name_is_inside_its_outer_name(tables, page):
    blocks = text_tree(page, tables.mentions.to_dict("records"))
    first = blocks[0]["parts"][0]
    assert blocks[0]["zone"] == "headline"
    assert (first["parts"][0], first["parts"][1]["parts"]) == ("Минобороны ", ["России"])


def test_a_text_without_lines_has_no_blocks():
    assert text_tree("", []) == text_tree(" \n ", []) == []
