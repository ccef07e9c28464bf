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


def settle_choices(gold: Iterable[Span], predicted: Iterable[Span]) -> list[Span]:
    """Of ``ORG|LOC`` the label that was predicted for the same span, else the first."""
    labels = {(start, end): label for start, end, label in predicted}
    settled = []
    for start, end, label in gold:
        choices = label.split("|")
        chosen = labels.get((start, end), choices[0])
        settled.append((start, end, chosen if chosen in choices else choices[0]))
    return settled


def inside(tokens: Sequence[Bounds], spans: Iterable[Bounds]) -> set[Bounds]:
    """The tokens, which are in order and do not overlap, that lie in any of the spans."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    return {
        token
        for start, end in spans
        for token in tokens[bisect_left(starts, start) : bisect_right(ends, end)]
    }
