"""Pair gold with predicted mentions, and classify the errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from imena.evaluation.muc import Pairs
from imena.evaluation.spans import Span, overlap

RIGHT = "right"
ERRORS = ("missed", "spurious", "label", "bounds", "label and bounds")


class Pair(NamedTuple):
    """A gold mention and the prediction for it; one of the two may be missing."""

    kind: str  # RIGHT or one of ERRORS
    gold: int | None  # index among the gold spans
    predicted: int | None


def align(gold: Sequence[Span], predicted: Sequence[Span]) -> list[Pair]:
    """Pair each mention with the one that overlaps it best, one to one, in text order.

    The best overlap is the largest share of the characters of both; a tie goes to the same label.
    """
    pairs = Pairs(gold, predicted)
    possible = sorted(
        (-overlap(gold[m], predicted[n]), gold[m][2] != predicted[n][2], m, n)
        for n, numbers in enumerate(pairs.overlapping)
        for m in numbers
    )
    partner_of: dict[int, int] = {}
    used: set[int] = set()
    for _, _, m, n in possible:
        if m not in partner_of and n not in used:
            partner_of[m] = n
            used.add(n)
    return sorted(
        _pairs(gold, predicted, partner_of, used),
        key=lambda pair: _offsets(gold, predicted, pair),
    )


def _pairs(
    gold: Sequence[Span], predicted: Sequence[Span], partner_of: dict[int, int], used: set[int]
) -> Iterator[Pair]:
    for m, span in enumerate(gold):
        if m in partner_of:
            yield Pair(_kind(span, predicted[partner_of[m]]), m, partner_of[m])
        else:
            yield Pair("missed", m, None)
    yield from (Pair("spurious", None, n) for n in range(len(predicted)) if n not in used)


def _kind(gold: Span, predicted: Span) -> str:
    same_bounds, same_label = gold[:2] == predicted[:2], gold[2] == predicted[2]
    if same_bounds:
        return RIGHT if same_label else "label"
    return "bounds" if same_label else "label and bounds"


def _offsets(gold: Sequence[Span], predicted: Sequence[Span], pair: Pair) -> tuple[int, int]:
    spans = [gold[pair.gold]] if pair.gold is not None else []
    spans += [predicted[pair.predicted]] if pair.predicted is not None else []
    return min(span[0] for span in spans), max(span[1] for span in spans)
