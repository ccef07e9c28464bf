"""The colours of the labels, the same in displaCy, plots and pages."""

from __future__ import annotations

# Black text on each has a contrast above 9:1; the three differ in lightness, not in hue alone.
LABEL_COLOURS = {"PER": "#ffd27f", "ORG": "#a8d5ff", "LOC": "#b8e6b0"}
