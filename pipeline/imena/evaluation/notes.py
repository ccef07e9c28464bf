"""Gold and readings in, sentences out: what a reader of the figures should know about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imena.evaluation.gold import Gold
from imena.evaluation.reading import Reading, outermost
from imena.evaluation.spans import LABELS, Bounds, on_tokens

MUCH = 0.03  # strict F1 by which another convention must be better to be worth a note
FEW = 20  # documents; with fewer a bootstrap over them gives intervals that are too narrow
RARE = 10  # documents with a label; with fewer the same holds of its interval
DRAWS = {"flat": "short names", "outer": "full names", "nested": "names inside names"}


def on_gold(
    gold: Gold, tokens: Sequence[Sequence[Bounds]], spans: str, models: int
) -> Iterator[str]:
    """What is left out of gold, and whether there is enough of it for so many models."""
    off = sum(
        len(document.spans) - len(on_tokens(document.spans, bounds))
        for document, bounds in zip(gold, tokens, strict=True)
    )
    if off:
        yield f"gold mentions that begin or end inside a token, left out: {off:,}"
    inner = sum(len(document.spans) - len(outermost(document.spans)) for document in gold)
    if inner and spans == "outer":
        yield f"gold mentions inside others, left out: {inner:,}"
    elif inner and spans == "flat":
        yield f"gold mentions inside others, which spans='flat' cannot find: {inner:,}"
    open_ = sum("|" in span[2] for document in gold for span in document.spans)
    if open_ and models > 1:
        yield (
            f"gold mentions with a choice of labels, of which each model is scored with its own: "
            f"{open_:,}; compare the models by ALL, not by label"
        )
    if not any(document.spans for document in gold):
        yield "gold marks no mention at all: everything found is spurious"
    if len(gold) == 1:
        yield "gold is one document: there are no intervals, which are told by documents"
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


def on_reading(reading: Reading, spans: str) -> Iterator[str]:
    """Whether gold draws names in another way, and what labels of a model do not count."""
    best = max(reading.strict, key=lambda how: reading.strict[how])
    asked = reading.strict.get(spans)
    if asked is not None and reading.strict[best] - asked >= MUCH:
        yield (
            f"{reading.name}: strict F1 is {reading.strict[best]:.3f} with spans='{best}' and "
            f"{asked:.3f} with spans='{spans}': gold seems to mark {DRAWS[best]}, so score it with "
            f"--spans {best}"
        )
    if reading.left_out:
        kinds = ", ".join(f"{label} {n:,}" for label, n in reading.left_out.most_common())
        yield f"{reading.name}: labels that are none of {', '.join(LABELS)}, left out: {kinds}"
