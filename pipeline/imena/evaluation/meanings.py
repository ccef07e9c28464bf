"""The meanings of measures and kinds of errors, for readers of the figures."""

from __future__ import annotations

KIND_MEANINGS = {
    "strict": "bounds and label are correct",
    "exact": "bounds are correct, with any label",
    "partial": "bounds are correct, with any label; an overlap counts half",
    "type": "the label is correct and the spans overlap",
    "token": "tokens are in a mention with the correct label, as in published results for Russian",
}
ERROR_MEANINGS = {
    "missed": "in gold but not found",
    "spurious": "found but not in gold",
    "label": "found with another label",
    "bounds": "found with other bounds",
    "label and bounds": "found with another label and other bounds",
}
