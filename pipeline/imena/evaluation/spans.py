"""Spans and tokens of a document, which all scores are based on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from razdel import tokenize

LABELS = ("PER", "LOC", "ORG")
ALL = "ALL"
Span = tuple[int, int, str]
Bounds = tuple[int, int]


def bounds_of(span: Span) -> Bounds:
    """Return the start and the end of a span."""
    return span[:2]


def tokens_of(text: str) -> list[Bounds]:
    """Return the offsets of razdel's tokens."""
    return [(token.start, token.stop) for token in tokenize(text)]


def on_tokens(spans: Iterable[Span], tokens: Iterable[Bounds]) -> list[Span]:
    """Keep the spans that begin and end with a token."""
    starts, ends = {start for start, _ in tokens}, {end for _, end in tokens}
    return [(s, e, label) for s, e, label in spans if s in starts and e in ends]


def settle_choices(gold: Iterable[Span], predicted: Sequence[Span]) -> list[Span]:
    """Replace each choice such as ``ORG|LOC`` by the predicted label, or else the first one.

    The label is that of the prediction with the best overlap.

    >>> settle_choices([(0, 6, "ORG|LOC"), (9, 15, "ORG|LOC")], [(0, 6, "LOC"), (9, 12, "PER")])
    [(0, 6, 'LOC'), (9, 15, 'ORG')]
    """
    return [(*span[:2], _chosen(span, predicted)) if "|" in span[2] else span for span in gold]


def _chosen(span: Span, predicted: Sequence[Span]) -> str:
    choices = span[2].split("|")
    there = [one for one in predicted if one[2] in choices and overlap(span, one) > 0]
    return max(there, key=lambda one: overlap(span, one))[2] if there else choices[0]


def overlap(a: Span, b: Span) -> float:
    """Return the share of common characters among those of both spans; 0 or less if apart."""
    return (min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))


def inside(tokens: Sequence[Bounds], spans: Iterable[Bounds]) -> set[Bounds]:
    """Return the tokens inside any of the spans. Tokens are in order and do not overlap."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    return {
        token
        for start, end in spans
        for token in tokens[bisect_left(starts, start) : bisect_right(ends, end)]
    }
