"""What all scores are counted on: spans of a document, its tokens, and how the two meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from razdel import tokenize

LABELS = ("PER", "LOC", "ORG")
ALL = "ALL"
Span = tuple[int, int, str]
Bounds = tuple[int, int]


def tokens_of(text: str) -> list[Bounds]:
    """The bounds of razdel's tokens."""
    return [(token.start, token.stop) for token in tokenize(text)]


def on_tokens(spans: Iterable[Span], tokens: Iterable[Bounds]) -> list[Span]:
    """The spans that begin and end with a token."""
    starts, ends = {start for start, _ in tokens}, {end for _, end in tokens}
    return [(s, e, label) for s, e, label in spans if s in starts and e in ends]


def settle_choices(gold: Iterable[Span], predicted: Sequence[Span]) -> list[Span]:
    """Of ``ORG|LOC`` the label that was predicted where the two overlap best, else the first.

    >>> settle_choices([(0, 6, "ORG|LOC"), (9, 15, "ORG|LOC")], [(0, 6, "LOC"), (9, 12, "PER")])
    [(0, 6, 'LOC'), (9, 15, 'ORG')]
    """
    return [(*span[:2], _chosen(span, predicted)) if "|" in span[2] else span for span in gold]


def _chosen(span: Span, predicted: Sequence[Span]) -> str:
    choices = span[2].split("|")
    there = [one for one in predicted if one[2] in choices and overlap(span, one) > 0]
    return max(there, key=lambda one: overlap(span, one))[2] if there else choices[0]


def overlap(a: Span, b: Span) -> float:
    """The share of the characters of either that both have; not above 0 where they lie apart."""
    return (min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))


def inside(tokens: Sequence[Bounds], spans: Iterable[Bounds]) -> set[Bounds]:
    """The tokens, which are in order and do not overlap, that lie in any of the spans."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    return {
        token
        for start, end in spans
        for token in tokens[bisect_left(starts, start) : bisect_right(ends, end)]
    }
