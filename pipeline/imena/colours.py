"""The colours of the labels, the same in displaCy, plots and pages."""

from __future__ import annotations

# Black text is well readable on each; the label is always written beside the colour as well.
LABEL_COLOURS = {"PER": "#ffd27f", "ORG": "#a8d5ff", "LOC": "#b8e6b0"}
