"""The meanings of measures and kinds of errors, for readers of the figures."""

from __future__ import annotations

KIND_MEANINGS = {
    "strict": "bounds and label are right",
    "exact": "bounds are right, whatever the label",
    "partial": "bounds are right, whatever the label; an overlap counts half",
    "type": "the label is right and the spans overlap",
    "token": "tokens are in a mention of the right label, as published Russian tables count",
}
ERROR_MEANINGS = {
    "missed": "in gold and not found",
    "spurious": "found and not in gold",
    "label": "found with another label",
    "bounds": "found with other bounds",
    "label and bounds": "found with another label and other bounds",
}
