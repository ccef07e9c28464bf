"""Test the alignment of gold and predicted mentions, and the kinds of errors."""

import pytest
from hypothesis import given
from tests.helpers.marked import parse
from tests.helpers.random_spans import nested

from imena.evaluation.alignment import ERRORS, RIGHT, align


@pytest.mark.parametrize(
    ("gold", "predicted", "kinds"),
    [
        ("[Иван]PER", "[Иван]PER", [RIGHT]),
        ("[Иван]PER", "Иван", ["missed"]),
        ("Иван", "[Иван]PER", ["spurious"]),
        ("[Кремль]ORG", "[Кремль]LOC", ["label"]),
        ("[Иван Петров]PER", "[Иван]PER Петров", ["bounds"]),
        ("[Иван Петров]PER", "[Иван]ORG Петров", ["label and bounds"]),
        # Of two parts, the longer one is aligned with the whole.
        ("[Иван Петров]PER", "[Иван]PER [Петров]PER", ["spurious", "bounds"]),
        ("[Иван]PER [Петров]PER", "[Иван Петров]PER", ["missed", "bounds"]),
        ("[Иван]PER и [Баку]LOC", "Иван и [Баку]LOC", ["missed", RIGHT]),
    ],
)
def test_kinds(gold, predicted, kinds):
    assert [pair.kind for pair in align(parse(gold)[1], parse(predicted)[1])] == kinds


def test_equal_bounds_then_equal_labels_are_preferred():
    gold = [(0, 17, "ORG"), (11, 17, "LOC")]
    assert [pair.kind for pair in align(gold, [(11, 17, "LOC")])] == ["missed", RIGHT]
    double = [(0, 6, "LOC"), (0, 6, "ORG")]
    assert [pair.kind for pair in align([(0, 6, "ORG")], double)] == [RIGHT, "spurious"]


@given(nested(), nested())
def test_each_mention_is_in_one_pair(gold, predicted):
    pairs = align(gold, predicted)
    assert sorted(p.gold for p in pairs if p.gold is not None) == list(range(len(gold)))
    assert sorted(p.predicted for p in pairs if p.predicted is not None) == list(
        range(len(predicted))
    )
    right = {gold[p.gold] for p in pairs if p.kind == RIGHT}
    assert right == set(gold) & set(predicted)
    assert {p.kind for p in pairs} <= {RIGHT, *ERRORS}
