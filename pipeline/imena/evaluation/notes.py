"""Write notes that help to interpret the figures of an evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imena.evaluation.gold import Gold
from imena.evaluation.predictions import Predictions
from imena.evaluation.spans import LABELS, Bounds, bounds_of, on_tokens
from imena.spans import outermost

MUCH = 0.03  # strict F1 that another convention must gain to be worth a note; chosen by hand
FEW = 20  # documents; with fewer, bootstrap intervals are too narrow
RARE = 10  # documents with a label; with fewer, its intervals are too narrow
CONVENTIONS = {"flat": "short names", "outer": "full names", "nested": "names inside names"}


def on_gold(
    gold: Gold, tokens: Sequence[Sequence[Bounds]], spans: str, models: int
) -> Iterator[str]:
    """Note what is left out of gold, and whether gold is large enough."""
    misaligned = sum(
        len(document.spans) - len(on_tokens(document.spans, bounds))
        for document, bounds in zip(gold, tokens, strict=True)
    )
    if misaligned:
        yield f"gold mentions that begin or end inside a token, left out: {misaligned:,}"
    inner = sum(
        len(document.spans) - len(outermost(document.spans, bounds_of)) for document in gold
    )
    if inner and spans == "outer":
        yield f"gold mentions inside others, left out: {inner:,}"
    elif inner and spans == "flat":
        yield f"gold mentions inside others, which spans='flat' cannot find: {inner:,}"
    ambiguous = sum("|" in span[2] for document in gold for span in document.spans)
    if ambiguous and models > 1:
        yield (
            f"gold mentions with a choice of labels: {ambiguous:,}; each model is scored with the "
            "label that it predicts, so compare models by ALL, not by label"
        )
    if not any(document.spans for document in gold):
        yield "gold contains no mentions: every prediction is spurious"
    if len(gold) == 1:
        yield "gold is one document: there are no intervals, which are computed over documents"
    elif len(gold) < FEW:
        yield f"gold has {len(gold)} documents: with fewer than {FEW} the intervals are too narrow"
    if len(gold) > 1:
        yield from _on_rare_labels(gold)


def _on_rare_labels(gold: Gold) -> Iterator[str]:
    for label in LABELS:
        n = sum(any(label in span[2].split("|") for span in document.spans) for document in gold)
        if n == 1 or (len(gold) >= FEW and 0 < n < RARE):
            yield (
                f"gold has {label} in {n} of {len(gold)} documents: with fewer than {RARE} its "
                "interval is too narrow"
                if n > 1
                else f"gold has {label} in one document: it has no interval"
            )


def on_predictions(output: Predictions, spans: str) -> Iterator[str]:
    """Note another convention of gold, and labels of a model that are not scored."""
    best = max(output.strict, key=lambda how: output.strict[how])
    requested = output.strict.get(spans)
    if requested is not None and output.strict[best] - requested >= MUCH:
        yield (
            f"{output.name}: strict F1 is {output.strict[best]:.3f} with spans='{best}' and "
            f"{requested:.3f} with spans='{spans}': gold seems to mark {CONVENTIONS[best]}, "
            f"so score it with --spans {best}"
        )
    if output.left_out:
        kinds = ", ".join(f"{label} {n:,}" for label, n in output.left_out.most_common())
        yield f"{output.name}: labels other than {', '.join(LABELS)}, left out: {kinds}"
