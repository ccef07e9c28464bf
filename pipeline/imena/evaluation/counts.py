"""Count how predictions match gold in a document, by measure and label, and compute scores.

Strict F1 and F1 by token are those of the published tables for Russian, such as
https://github.com/natasha/naeval: a token counts for a label if it is inside a span of that label,
tokens are razdel's, and gold spans that do not begin and end with a token are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from spacy.language import Language

from imena.evaluation import muc
from imena.evaluation.bootstrap import interval, resampled
from imena.evaluation.gold import GoldDocument
from imena.evaluation.spans import (
    ALL,
    LABELS,
    Bounds,
    Span,
    inside,
    on_tokens,
    settle_choices,
    tokens_of,
)

KINDS = (*muc.KINDS, "token")
GROUPS = (*LABELS, ALL)
FIELDS = muc.Fields._fields
CORRECT, INCORRECT, PARTIAL, MISSED, SPURIOUS = range(len(FIELDS))


def count(tokens: Sequence[Bounds], gold: Sequence[Span], predicted: Sequence[Span]) -> np.ndarray:
    """Count one document, whose spans are in text order: (kinds, groups, fields) int64."""
    pairs = muc.Pairs(gold, predicted)
    by_span = [[muc.count(kind, pairs, label) for label in (*LABELS, None)] for kind in muc.KINDS]
    by_token = [_tokens(tokens, gold, predicted, label) for label in LABELS]
    return np.array([*by_span, [*by_token, np.sum(by_token, axis=0)]], dtype=np.int64)


def count_text(text: str, gold: Iterable[Span], predicted: Iterable[Span]) -> np.ndarray:
    """Count one document from its text: (kinds, groups, fields) int64.

    Gold spans that do not begin and end with a token are left out. A gold label may be a choice,
    ``ORG|LOC``.
    """
    tokens = tokens_of(text)
    found = _in_text_order(predicted)
    kept = settle_choices(on_tokens(gold, tokens), found)
    return count(tokens, _in_text_order(kept), found)


def count_documents(gold: Sequence[GoldDocument], nlp: Language) -> np.ndarray:
    """Count ``doc.ents`` of each document: (documents, kinds, groups, fields) int64."""
    docs = nlp.pipe([document.text for document in gold])
    found = ([(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs)
    return np.stack([count_text(g.text, g.spans, s) for g, s in zip(gold, found, strict=True)])


def gold_and_predicted(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how many mentions or tokens gold has and how many were predicted, from (…, fields)."""
    both = counts[..., CORRECT] + counts[..., INCORRECT] + counts[..., PARTIAL]
    return both + counts[..., MISSED], both + counts[..., SPURIOUS]


def scores(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return precision, recall and F1, each (…), from (…, fields); 0 for a division by zero."""
    gold, predicted = gold_and_predicted(counts)
    right = counts[..., CORRECT] + counts[..., PARTIAL] / 2
    return _share(right, predicted), _share(right, gold), _share(2 * right, gold + predicted)


def f1(counts: np.ndarray, nothing: float) -> np.ndarray:
    """Return F1, (…) from (…, fields); ``nothing`` if gold and predictions are both empty."""
    return np.where(sum(gold_and_predicted(counts)) == 0, nothing, scores(counts)[2])


def f1_scores(counts: Iterable[np.ndarray]) -> dict[str, dict[str, float]]:
    """Return the F1 of summed counts of documents by kind and label."""
    total = np.sum(list(counts), axis=0)
    values = f1(total, nothing=0.0)
    return {
        kind: dict(zip(GROUPS, map(float, row), strict=True))
        for kind, row in zip(KINDS, values, strict=True)
    }


def difference_intervals(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Return 95 % intervals of our F1 minus theirs, by a paired bootstrap over documents.

    Args:
        ours: (documents, kinds, groups, fields).
        theirs: the same for the other system, on the same documents.

    Returns:
        (2, kinds, groups) float64, the lower and the upper ends.
    """
    samples = [f1(resampled(side), nothing=np.nan) for side in (ours, theirs)]
    return interval(samples[0] - samples[1])


def _tokens(
    tokens: Sequence[Bounds], gold: Sequence[Span], predicted: Sequence[Span], label: str
) -> muc.Fields:
    """Count tokens: each is inside a span of the label or is not, so none is partial."""
    a, b = (
        inside(tokens, [span[:2] for span in side if span[2] == label])
        for side in (gold, predicted)
    )
    return muc.Fields(len(a & b), 0, 0, len(a - b), len(b - a))


def _in_text_order(spans: Iterable[Span]) -> list[Span]:
    """Sort distinct spans, outer ones before those inside them."""
    return sorted(set(spans), key=lambda span: (span[0], -span[1], span[2]))


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros(np.shape(whole)), where=whole != 0)
