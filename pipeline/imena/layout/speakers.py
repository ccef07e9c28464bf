"""Find the speaker labels of plays, transcripts and interviews.

A label opens a line again and again, and speech follows it: «Попова. Не выйду!», «ИВАНОВ И.И.:»,
«— Корр.: …», or the name on a line of its own above a verse. Whether a label is a name or a role
(«1-й гость») is not decided here.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from imena.forms.spelling import casefold_ru

CAPITAL = "[А-ЯЁІѢѲѴ]"
WORD = rf"{CAPITAL}(?:[\w’'-]*[^\W\d_]|(?!\.))"
NAME = rf"(?:{CAPITAL}\.[ \t]?){{0,2}}{WORD}(?:[ \t]{WORD}){{0,2}}(?:[ \t]?{CAPITAL}\.){{0,2}}"
LABEL = re.compile(
    rf"^[ \t]*(?:[—–-][ \t]*)?(?P<label>{NAME})"
    r"(?:(?P<colon>\.?[ \t]?:)(?!\S)|(?P<own>\.?,?[ \t]*(?=\r?$))|(?P<dot>\.(?!\w)|[ \t]?\())",
    re.MULTILINE,
)
SHAPES = ("colon", "dot", "own")
# Chosen by hand; the plays of RusDraCor have from 15 labels in 6,000 characters.
MIN_LABELS = 4  # of labels that occur again
MIN_SPEAKERS = 2
MIN_REPEATED = 0.5  # of all labels of a shape, those that occur again
MIN_SPEECHES = 0.8  # of all labels of a shape, those with speech behind them
MIN_LINES = 0.04  # of all lines, those with a label


class Label(NamedTuple):
    """A speaker label: offsets into the text."""

    start: int
    end: int


def speaker_labels(text: str) -> list[Label]:
    """Return the speaker labels of a text, in order; none if it is no dialogue."""
    found: dict[str, list[re.Match[str]]] = {shape: [] for shape in SHAPES}
    for match in LABEL.finditer(text):
        found[str(match.lastgroup)].append(match)
    n_lines = text.count("\n") + 1
    labels = {
        Label(*match.span("label"))
        for shape, matches in found.items()
        if _is_dialogue(shape, matches, text, n_lines)
        for match in matches
    }
    return sorted(labels)


def _is_dialogue(shape: str, matches: list[re.Match[str]], text: str, n_lines: int) -> bool:
    """Whether labels of one shape are those of speakers."""
    if len(matches) < max(MIN_LABELS, MIN_LINES * n_lines):
        return False
    times = Counter(casefold_ru(match["label"]) for match in matches)
    again = [count for count in times.values() if count > 1]
    if len(again) < MIN_SPEAKERS or sum(again) < max(MIN_LABELS, MIN_REPEATED * len(matches)):
        return False
    if shape != "own":
        return True
    gaps = [text[a.end() : b.start()].strip() for a, b in pairwise(matches)]
    return sum(map(bool, gaps)) >= MIN_SPEECHES * len(gaps)
