"""Test counts of documents, their scores, and intervals of differences."""

import numpy as np
import pytest
from hypothesis import given
from tests.helpers.marked import parse
from tests.helpers.random_spans import TOKENS, WORDS, nested

from imena.evaluation.counts import (
    FIELDS,
    GROUPS,
    KINDS,
    count,
    count_text,
    difference_intervals,
    f1_scores,
    scores,
)
from imena.evaluation.spans import LABELS, inside, tokens_of


def counts(gold, predicted):
    text, spans = parse(gold)
    assert parse(predicted)[0] == text
    return count_text(text, spans, parse(predicted)[1])


def plain_scores(kind, label, gold, predicted):
    """Compute precision, recall and F1 from sets, as the published tables define them."""
    found = [set(), set()]
    for side, spans in zip(found, (gold, predicted), strict=True):
        for name in LABELS if label == "ALL" else [label]:
            bounds = [span[:2] for span in spans if span[2] == name]
            units = inside(TOKENS, bounds) if kind == "token" else bounds
            side |= {(*unit, name) for unit in units}
    right, n_gold, n_predicted = len(found[0] & found[1]), len(found[0]), len(found[1])
    pairs = ((right, n_predicted), (right, n_gold), (2 * right, n_gold + n_predicted))
    return [part / whole if whole else 0 for part, whole in pairs]


def test_the_shape():
    assert count([], [], []).shape == (len(KINDS), len(GROUPS), len(FIELDS))
    assert count([], [], []).sum() == 0


@pytest.mark.parametrize(
    ("gold", "predicted", "token", "strict"),
    [
        ("[Иван Петров]PER в [Баку]LOC", "[Иван Петров]PER в [Баку]LOC", 1.0, 1.0),
        ("[Иван Петров]PER в Баку", "[Иван]PER Петров в Баку", 2 / 3, 0.0),
        ("[Иван Петров]PER в Баку", "[Иван Петров]ORG в Баку", 0.0, 0.0),
        ("[Кремль]ORG|LOC молчит", "[Кремль]LOC молчит", 1.0, 1.0),
        ("Тихо", "Тихо", 0.0, 0.0),
    ],
)
def test_f1(gold, predicted, token, strict):
    found = f1_scores([counts(gold, predicted)])
    assert found["token"]["ALL"] == pytest.approx(token)
    assert found["strict"]["ALL"] == pytest.approx(strict)


def test_a_gold_span_inside_a_token_is_left_out():
    assert count_text("Москва-река", [(0, 6, "LOC")], []).sum() == 0


def test_f1_of_several_documents_is_computed_from_summed_counts():
    text, spans = parse("[Иван]PER в [Баку]LOC")
    found = f1_scores([count_text(text, spans, spans), count_text(text, spans, [])])
    assert found["strict"]["ALL"] == pytest.approx(2 * 2 / (4 + 2))


def test_the_interval_of_a_difference():
    good = counts("[Иван]PER в [Баку]LOC", "[Иван]PER в [Баку]LOC")
    bad = counts("[Иван]PER в [Баку]LOC", "[Иван]PER в Баку")
    token_all = KINDS.index("token"), GROUPS.index("ALL")
    low, high = difference_intervals(np.stack([good] * 20), np.stack([bad] * 20))
    assert low[token_all] == pytest.approx(high[token_all]) == pytest.approx(1 - 2 / 3)
    low, high = difference_intervals(np.stack([good, bad] * 10), np.stack([bad, good] * 10))
    assert low[token_all] < 0 < high[token_all]


@given(nested(), nested())
def test_strict_and_token_scores_are_the_published_ones(gold, predicted):
    ours = scores(count(TOKENS, gold, predicted))
    for kind in ("strict", "token"):
        for label in GROUPS:
            found = [part[KINDS.index(kind), GROUPS.index(label)] for part in ours]
            assert found == pytest.approx(plain_scores(kind, label, gold, predicted))


@given(nested(), nested())
def test_a_text_and_its_tokens_give_the_same_counts(gold, predicted):
    assert (count_text(WORDS, gold, predicted) == count(TOKENS, gold, predicted)).all()


def test_an_overlap_counts_half_in_partial():
    text, gold = parse("[Иван Петров]PER и [Баку]LOC")
    found = scores(count(tokens_of(text), gold, [(0, 4, "PER"), (14, 18, "LOC")]))
    for part in found:
        assert part[KINDS.index("partial"), GROUPS.index("ALL")] == 0.75


def test_a_division_by_zero_is_zero():
    assert [part.sum() for part in scores(np.zeros((2, 3, len(FIELDS))))] == [0, 0, 0]
