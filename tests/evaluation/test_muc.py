"""Test the MUC measures: cases by hand, and the counts of nervaluate on spans without overlaps."""

import pytest
from hypothesis import given
from tests.helpers.marked import parse
from tests.helpers.random_spans import flat, nested

from imena.evaluation.muc import KINDS, Fields, Pairs, count
from imena.evaluation.spans import LABELS

THEIRS = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}


def counts(kind, gold, predicted, label=None):
    return count(kind, Pairs(parse(gold)[1], parse(predicted)[1]), label)


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        # Counts of strict, exact, partial and type: correct, incorrect, partial, missed, spurious
        ("[Иван]PER", "[Иван]PER", [(1, 0, 0, 0, 0)] * 4),
        ("[Иван]PER", "Иван", [(0, 0, 0, 1, 0)] * 4),
        ("Иван", "[Иван]PER", [(0, 0, 0, 0, 1)] * 4),
        (
            "[Иван]PER",
            "[Иван]ORG",
            [(0, 1, 0, 0, 0), (1, 0, 0, 0, 0), (1, 0, 0, 0, 0), (0, 1, 0, 0, 0)],
        ),
        (
            "[Иван Петров]PER",
            "[Иван]PER Петров",
            [(0, 1, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0), (1, 0, 0, 0, 0)],
        ),
        (
            "[Иван Петров]PER",
            "[Иван]ORG [Петров]PER",
            [(0, 1, 0, 0, 1), (0, 1, 0, 0, 1), (0, 0, 1, 0, 1), (0, 1, 0, 0, 1)],
        ),
    ],
)
def test_cases(gold, predicted, expected):
    assert [counts(kind, gold, predicted) for kind in KINDS] == expected


def test_each_label_is_counted_alone():
    gold, predicted = "[Кремль]ORG", "[Кремль]LOC"
    assert counts("strict", gold, predicted, "ORG") == Fields(0, 0, 0, 1, 0)
    assert counts("strict", gold, predicted, "LOC") == Fields(0, 0, 0, 0, 1)
    assert counts("strict", gold, predicted) == Fields(0, 1, 0, 0, 0)


def test_correct_nested_mentions_are_matched_first():
    gold = [(0, 10, "ORG"), (11, 17, "LOC")]
    predicted = [(0, 17, "ORG"), (0, 10, "ORG"), (11, 17, "LOC")]
    assert count("strict", Pairs(gold, predicted)) == Fields(2, 0, 0, 0, 1)


def nervaluate(gold, predicted):
    """Return nervaluate's counts by kind and label; its ends are those of the last character."""
    sides = [
        [[{"start": s, "end": e - 1, "label": label} for s, e, label in side]]
        for side in (gold, predicted)
    ]
    evaluator = pytest.importorskip("nervaluate.evaluator", reason="needs Python 3.11 or newer")
    found = evaluator.Evaluator(*sides, tags=list(LABELS), loader="dict").evaluate()
    return {None: found["overall"], **found["entities"]}


@given(flat(), flat())
def test_counts_equal_those_of_nervaluate(gold, predicted):
    theirs = nervaluate(gold, predicted)
    pairs = Pairs(gold, predicted)
    for label, by_kind in theirs.items():
        for kind in KINDS:
            their = by_kind[THEIRS[kind]]
            assert count(kind, pairs, label) == tuple(getattr(their, n) for n in Fields._fields)


@given(nested(), nested())
def test_each_nested_mention_is_counted_once(gold, predicted):
    pairs = Pairs(gold, predicted)
    for kind in KINDS:
        found = count(kind, pairs)
        both = found.correct + found.incorrect + found.partial
        assert (both + found.missed, both + found.spurious) == (len(gold), len(predicted))
    assert count("strict", pairs).correct == len(set(gold) & set(predicted))
