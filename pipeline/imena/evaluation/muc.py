"""Count matches by the measures of MUC and SemEval-2013 task 9.

Each prediction is correct, incorrect, partial or spurious; each gold mention that is assigned to no
prediction is missed (N. Chinchor and B. Sundheim, MUC-5 evaluation metrics, 1993). A prediction is
correct in

- strict: if offsets and label equal those of gold;
- exact: if the offsets do, whatever the label;
- partial: if the offsets do; an overlap is partial and counts half;
- type: if the label does and the spans overlap.

A prediction that overlaps gold and is not correct is incorrect (partial in "partial"). A single
label is counted as if there were no others. The counts equal those of nervaluate for spans that do
not overlap one another; if they do overlap, imena assigns correct predictions first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from imena.evaluation.spans import Span

KINDS = ("strict", "exact", "partial", "type")


class Fields(NamedTuple):
    """The number of predictions or gold mentions of each outcome."""

    correct: int
    incorrect: int
    partial: int
    missed: int
    spurious: int


@dataclass
class Pairs:
    """The spans of a document in text order, and the gold spans that each prediction overlaps."""

    gold: Sequence[Span]
    predicted: Sequence[Span]
    overlapping: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Find the overlaps."""
        starts = [start for start, _, _ in self.gold]
        longest = max((end - start for start, end, _ in self.gold), default=0)
        self.overlapping = [
            [
                number
                for number in range(bisect_left(starts, start - longest), bisect_left(starts, end))
                if self.gold[number][1] > start
            ]
            for start, end, _ in self.predicted
        ]


def count(kind: str, pairs: Pairs, label: str | None = None) -> Fields:
    """Count one document, for one label or all."""
    gold, predicted = pairs.gold, pairs.predicted
    asked = [n for n, span in enumerate(predicted) if label in (None, span[2])]
    around = {n: [m for m in pairs.overlapping[n] if label in (None, gold[m][2])] for n in asked}
    taken: set[int] = set()
    correct = half = spurious = 0
    rest = []
    for n in asked:
        alike = (m for m in around[n] if m not in taken and _same(kind, gold[m], predicted[n]))
        same = next(alike, None)
        if same is None:
            rest.append(n)
        else:
            taken.add(same)
            correct += 1
    for n in rest:
        free = [m for m in around[n] if m not in taken]
        of_label = [m for m in free if kind == "type" and gold[m][2] == predicted[n][2]]
        if of_label:
            taken.add(min(of_label, key=lambda m: _distance(gold[m], predicted[n])))
            correct += 1
        elif free:
            taken.add(free[0])
            half += 1
        else:
            spurious += 1
    missed = sum(label in (None, span[2]) for span in gold) - len(taken)
    incorrect, partial = (0, half) if kind == "partial" else (half, 0)
    return Fields(correct, incorrect, partial, missed, spurious)


def _same(kind: str, gold: Span, predicted: Span) -> bool:
    """Return whether the offsets match, and the label where the measure requires it."""
    return gold == predicted or (kind in ("exact", "partial") and gold[:2] == predicted[:2])


def _distance(gold: Span, predicted: Span) -> int:
    return abs(gold[0] - predicted[0]) + abs(gold[1] - predicted[1])
