"""Hypothesis strategy for arbitrary texts with mentions anywhere in them."""

from __future__ import annotations

from hypothesis import strategies as st

LETTERS = st.sampled_from(
    [*"Баку Роcсия.,«»<&", "\n", "\r", "\t", "\u2028", "\x85", "\x0b",
     "\u0301", "\xad", "😀", "\ufeff"]
)  # fmt: skip


@st.composite
def texts_with_spans(draw):
    """Draw a text and (start, end, label) in order; no span is blank, and none crosses another."""
    text = "".join(draw(st.lists(LETTERS, max_size=60)))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    label = st.sampled_from(["PER", "ORG", "LOC"])
    spans = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        spans.append((start, end, draw(label)))
        if end - start > 1 and draw(st.booleans()):
            spans.append((start + 1, end, draw(label)))
    return text, [span for span in spans if text[span[0] : span[1]].strip()]
