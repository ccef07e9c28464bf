"""F1 of hand-made cases, and intervals that hold what they should."""

from collections import Counter

import pytest
from tests.helpers.marked import parse

from imena.evaluation.f1 import count, f1_scores, interval_of_difference, score


def counts(gold, predicted):
    text, spans = parse(gold)
    assert parse(predicted)[0] == text
    return count(text, spans, parse(predicted)[1])


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
    found = counts(gold, predicted)
    assert score(found, "token", "ALL").f1 == pytest.approx(token)
    assert score(found, "strict", "ALL").f1 == pytest.approx(strict)


def test_a_gold_span_inside_a_token_is_left_out():
    found = count("Москва-река", [(0, 6, "LOC")], [])
    assert found["strict", "LOC", "gold"] == 0


def test_f1_of_several_documents_is_of_their_sums():
    text, spans = parse("[Иван]PER в [Баку]LOC")
    scores = f1_scores([(text, spans, spans), (text, spans, [])])
    assert scores["strict"]["ALL"] == pytest.approx(2 * 2 / (4 + 2))


def test_the_interval_of_a_difference():
    good = counts("[Иван]PER в [Баку]LOC", "[Иван]PER в [Баку]LOC")
    bad = counts("[Иван]PER в [Баку]LOC", "[Иван]PER в Баку")
    low, high = interval_of_difference([good] * 20, [bad] * 20, "token", "ALL")
    assert low == pytest.approx(high) == pytest.approx(1 - 2 / 3)
    low, high = interval_of_difference([good, bad] * 10, [bad, good] * 10, "token", "ALL")
    assert low < 0 < high


def test_nothing_found_and_nothing_to_find():
    assert score(Counter(), "token", "PER") == (0, 0, 0)
