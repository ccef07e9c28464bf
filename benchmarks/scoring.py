"""Gold and predicted spans in, F1 out: strict by span, and by token as published Russian tables do.

A token counts for a label if it lies in a span of that label; tokens are razdel's. Gold spans that
do not begin and end with a token are left out, as in the tables of
https://github.com/natasha/naeval. A gold label may be a choice: ``ORG|LOC``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from razdel import tokenize

LABELS = ("PER", "LOC", "ORG")
Span = tuple[int, int, str]


def f1_scores(
    documents: Iterable[tuple[str, Sequence[Span], Sequence[Span]]],
) -> dict[str, dict[str, float]]:
    """F1 of (text, gold spans, predicted spans), as ``{"token": {"PER": …}, "strict": …}``."""
    counts: dict[str, Counter[tuple[str, str]]] = {"token": Counter(), "strict": Counter()}
    for text, gold, predicted in documents:
        tokens = [(token.start, token.stop) for token in tokenize(text)]
        gold = _settle_choices(_on_tokens(gold, tokens), predicted)
        for label in LABELS:
            a = {span[:2] for span in gold if span[2] == label}
            b = {span[:2] for span in predicted if span[2] == label}
            _count(counts["strict"], label, a, b)
            _count(counts["token"], label, _inside(tokens, a), _inside(tokens, b))
    return {
        kind: {label: _f1(c, label) for label in (*LABELS, "ALL")} for kind, c in counts.items()
    }


def _on_tokens(spans: Iterable[Span], tokens: Iterable[tuple[int, int]]) -> list[Span]:
    starts, ends = {start for start, _ in tokens}, {end for _, end in tokens}
    return [(s, e, label) for s, e, label in spans if s in starts and e in ends]


def _settle_choices(gold: Iterable[Span], predicted: Iterable[Span]) -> list[Span]:
    """Of ``ORG|LOC`` the label that was predicted for the same span, else the first."""
    labels = {(start, end): label for start, end, label in predicted}
    settled = []
    for start, end, label in gold:
        choices = label.split("|")
        chosen = labels.get((start, end))
        settled.append((start, end, chosen if chosen in choices else choices[0]))
    return settled


def _inside(
    tokens: Iterable[tuple[int, int]], spans: Iterable[tuple[int, int]]
) -> set[tuple[int, int]]:
    ordered = sorted(spans)
    return {token for token in tokens if any(s <= token[0] and token[1] <= e for s, e in ordered)}


def _count(counter: Counter[tuple[str, str]], label: str, gold: set, predicted: set) -> None:
    for name in (label, "ALL"):
        counter["right", name] += len(gold & predicted)
        counter["gold", name] += len(gold)
        counter["predicted", name] += len(predicted)


def _f1(counter: Counter[tuple[str, str]], label: str) -> float:
    total = counter["gold", label] + counter["predicted", label]
    return 2 * counter["right", label] / total if total else 0.0
