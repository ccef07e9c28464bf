"""The array of counts: what is in it, and that its scores are those of f1 and nervaluate."""

import numpy as np
import pytest
from hypothesis import given
from tests.helpers.marked import parse
from tests.helpers.random_spans import TOKENS, WORDS, nested

from imena.evaluation import f1
from imena.evaluation.counts import FIELDS, GROUPS, KINDS, count, scores


def test_the_shape():
    assert count([], [], []).shape == (len(KINDS), len(GROUPS), len(FIELDS))
    assert count([], [], []).sum() == 0


@given(nested(), nested())
def test_strict_and_token_f1_are_the_published_ones(gold, predicted):
    counts = count(TOKENS, gold, predicted)
    total = f1.count(WORDS, gold, predicted)
    for kind in f1.KINDS:
        for label in GROUPS:
            ours = [part[KINDS.index(kind), GROUPS.index(label)] for part in scores(counts)]
            assert ours == pytest.approx(f1.score(total, kind, label))


def test_an_overlap_is_half_right_in_partial():
    text, gold = parse("[Иван Петров]PER и [Баку]LOC")
    counts = count(f1.tokens_of(text), gold, [(0, 4, "PER"), (14, 18, "LOC")])
    precision, recall, score = (
        part[KINDS.index("partial"), GROUPS.index("ALL")] for part in scores(counts)
    )
    assert precision == recall == score == 0.75


def test_nothing_to_divide_by_is_zero():
    assert [part.sum() for part in scores(np.zeros((2, 3, len(FIELDS))))] == [0, 0, 0]
