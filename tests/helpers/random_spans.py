"""Hypothesis strategies for the spans of a document, in the order of the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from imena.evaluation.spans import LABELS, tokens_of

WORDS = "Иван Петров едет из Минобороны России в Баку Москву Киев"
TOKENS = tokens_of(WORDS)


@st.composite
def flat(draw, longest=40):
    """Draw spans that do not overlap; some are adjacent."""
    cuts = sorted(draw(st.sets(st.integers(0, longest), max_size=12)))
    pieces = [piece for piece in pairwise(cuts) if draw(st.booleans())]
    return [(start, end, draw(st.sampled_from(LABELS))) for start, end in pieces]


@st.composite
def nested(draw):
    """Draw spans of whole tokens of `WORDS`, some of them overlapping or nested."""
    number = st.integers(0, len(TOKENS) - 1)
    ends = draw(st.lists(st.tuples(number, number, st.sampled_from(LABELS)), max_size=8))
    found = {(TOKENS[min(a, b)][0], TOKENS[max(a, b)][1], label) for a, b, label in ends}
    return sorted(found, key=lambda span: (span[0], -span[1], span[2]))
